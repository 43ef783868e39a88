#!/usr/bin/env bash
# Many live groups: speed, state, savepoint, restoring; see StateBenchmark.
#
#   src/it/bench/state.sh hashmap|rocksdb RULE GROUPS plain|matching
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -d target/test-classes || ! -f $class_path ]]; then
  mvn -B -q -Dquick verify -DskipTests
fi

exec java -Xmx8g -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  io.entrawatch.bench.StateBenchmark "$@"
