#!/usr/bin/env bash
# Fills a folder with the servers for the integration tests, by Maven itself, so that whatever the
# user's settings say about repositories, proxies and mirrors holds here too. Does nothing where the
# folder already is what the poms and versions ask for.
#
#   resolve.sh MVN FOLDER LOCAL_REPOSITORY user-settings=FILE global-settings=FILE offline=BOOLEAN
#       -Dversion=...
set -euo pipefail

mvn=$1 folder=$2 repository=$3 user_settings=${4#*=} global_settings=${5#*=} offline=${6#*=}
shift 6
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
stamp=$folder/stamp

wanted=$(printf '%s\n' "$@"; find "$here" -type f | LC_ALL=C sort | xargs -d '\n' cksum)
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
  exit 0
fi

arguments=(-B -q -f "$here/pom.xml" "-Dmaven.repo.local=$repository" "-Dplatform.directory=$folder" "$@")
[[ -f $user_settings ]] && arguments+=(-s "$user_settings")
[[ -f $global_settings ]] && arguments+=(-gs "$global_settings")
[[ $offline == true ]] && arguments+=(-o)

rm -rf "$folder"
mkdir -p "$folder"
echo "Resolving Kafka, Elasticsearch and Flink for the integration tests into $folder"
"$mvn" "${arguments[@]}" package
printf '%s\n' "$wanted" > "$stamp"
