#!/usr/bin/env bash
# From a sign-in on the topic to its alert on the topic, under constant load; see LatencyBenchmark.
#
#   src/it/bench/latency.sh [RECORDS_PER_SECOND [SECONDS [at-least-once|exactly-once [CHECKPOINT_SECONDS]]]]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -f target/entrawatch.jar || ! -f $class_path || ! -f target/platform/stamp ]]; then
  mvn -B -q -Dquick verify -DskipTests -Dplatform.skip=false
fi

exec java -Xmx1g -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  io.entrawatch.bench.LatencyBenchmark "$@"
