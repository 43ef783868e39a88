#!/usr/bin/env bash
# Builds the last commit twice, in two folders of different names, and compares the job's jars byte by byte.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

work=$(mktemp -d "${TMPDIR:-/tmp}/entrawatch-reproducible.XXXXXX")
trap 'rm -rf "$work"' EXIT

for folder in one another-and-longer; do
  mkdir "$work/$folder"
  git archive HEAD | tar --extract --directory="$work/$folder"
  (cd "$work/$folder" && umask "$([[ $folder == one ]] && echo 022 || echo 077)" &&
    mvn -B -q -ntp -Dquick -DskipTests -Dstyle.color=never package)
done

(cd "$work" && sha256sum ./*/target/entrawatch.jar)
cmp "$work"/*/target/entrawatch.jar
echo "two builds of $(git rev-parse --short HEAD) give the same bytes"
