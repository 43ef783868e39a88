#!/usr/bin/env bash
# Records a second, beside a job that reads and throws away, Flink SQL, Kafka Streams and scheduled
# ES|QL; see ThroughputBenchmark.
#
#   bin/entrawatch bench [ROUNDS [MEGABYTES [SCENARIO...]]]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -d target/test-classes || ! -f $class_path || ! -f target/platform/stamp ]]; then
  mvn -B -q -Dquick verify -DskipTests -Dplatform.skip=false
fi
if [[ ! -d target/bench/lib ]]; then
  mvn -B -q -f src/it/bench/pom.xml package
fi
mkdir -p target/bench/classes
javac -nowarn -d target/bench/classes -cp "target/test-classes:target/bench/lib/*" src/it/bench/peers/*.java

# Several words, as in JAVA_OPTS everywhere.
# shellcheck disable=SC2086
exec java -Xmx1g ${ENTRAWATCH_JAVA_OPTS:-} -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile="${ENTRAWATCH_BENCH_LOG:-src/test/resources/log4j2-quiet.properties}" \
  io.entrawatch.bench.ThroughputBenchmark "$@"
