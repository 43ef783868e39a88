#!/usr/bin/env bash
# Carries docs/operations.md out: every command block of its first part, word for word and in order, on a
# cluster of a JobManager and three TaskManagers with a Kafka and an Elasticsearch. The transcript goes to
# standard output. With --shell: starts the same servers and gives a shell to type the commands into.
# Builds first what is missing; needs about 3 GB of memory and three minutes.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
root=$PWD

class_path=target/test-class-path
if [[ ! -f target/entrawatch.jar || ! -f $class_path || ! -f target/platform/stamp ]]; then
  mvn -B -q -Dquick verify -DskipTests -Dplatform.skip=false </dev/null
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/entrawatch-operations.XXXXXX")
mkdir -p "$work"/{bin,here,savepoints,checkpoints}

# The servers live as long as this file descriptor is open.
mkfifo "$work/stay"
java -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  -Dentrawatch.platform="$root/target/platform" \
  io.entrawatch.job.RunServers "$work" <"$work/stay" >"$work/servers.log" 2>&1 &
servers=$!
exec 3>"$work/stay"
finish() {
  exec 3>&-
  wait "$servers" || true
  rm -rf "$work"
}
trap finish EXIT

until [[ -f $work/environment ]]; do
  kill -0 "$servers" 2>/dev/null || { cat "$work/servers.log" >&2; exit 1; }
  sleep 0.5
done
set -a
# shellcheck source=/dev/null
source "$work/environment"
PATH=$work/bin:$PATH SAVEPOINTS=$work/savepoints CHECKPOINTS=$work/checkpoints
set +a

# Flink's command line as a distribution has it; its own config.yaml opens java.util in the same way.
cat >"$work/bin/flink" <<FLINK
#!/usr/bin/env bash
FLINK_CONF_DIR='$work/conf' exec java -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\
  --add-opens=java.base/java.util=ALL-UNNAMED \\
  -cp '$root/target/platform/flink/lib/*' org.apache.flink.client.cli.CliFrontend "\$@" 2> >(grep -v '^WARNING' >&2)
FLINK
chmod +x "$work/bin/flink"

cd "$work/here"
ln -s "$root"/{target,bin,docs} "$work/settings.yaml" .

if [[ ${1:-} == --shell ]]; then
  echo "Flink's page: $FLINK; what the job writes: curl $ELASTICSEARCH/entrawatch-*/_search; exit ends everything."
  bash --noprofile --norc 3>&- || true
  exit
fi

# The blocks, each line shown before it is run; between two blocks the job runs and takes a checkpoint.
{
  echo 'set -euo pipefail'
  awk '
    /^# When an alert rule fires/ { exit }
    /^<!-- not run/               { skip = 1 }
    /^```sh$/                     { block = !skip; skip = 0; next }
    /^```$/                       { if (block) print "settle"; block = 0; next }
    block && /^#/                 { next }
    block                         { quoted = $0; gsub(/\047/, "\047\\\047\047", quoted)
                                    print "printf \"%s\\n\" \047$ " quoted "\047"; print }' "$root/docs/operations.md"
} >"$work/blocks.sh"

settle() {
  local job
  for ((i = 0; i < 120; i++)); do
    job=$(curl -fsS "$FLINK/jobs/overview" |
      grep -oE '\{[^}]*"name":"entrawatch"[^}]*"state":"RUNNING"' | grep -oE '[0-9a-f]{32}' || true)
    if [[ -n $job ]] && ls -d "$CHECKPOINTS/$job"/chk-* >/dev/null 2>&1; then
      return
    fi
    sleep 0.5
  done
  echo "the job does not run, or takes no checkpoint: $job" >&2
  return 1
}
export -f settle
bash "$work/blocks.sh" 3>&- | tee "$work/transcript"

# What it was all for: the demo's four alerts, each once, after all that, and what the backfill said of them.
curl -fsS -XPOST "$ELASTICSEARCH/entrawatch-*/_refresh" >/dev/null
count=$(curl -fsS "$ELASTICSEARCH/entrawatch-*/_count" | grep -oE '"count":[0-9]+')
echo "Alerts in Elasticsearch: $count"
[[ $count == '"count":4' ]]
grep -qx '0 the same, 0 new, 1 lost, 3 changed' "$work/transcript"
grep -qx 'exit code 1' "$work/transcript"
echo "docs/operations.md was carried out"
