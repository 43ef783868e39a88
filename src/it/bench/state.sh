#!/usr/bin/env bash
# Many live groups: speed, state, checkpoint, savepoint, restoring; see StateBenchmark.
#
#   src/it/bench/state.sh hashmap|rocksdb RULE GROUPS plain|matching [PAIRS]
#
# The heap has 16 GB, which a million groups on it need, all of it from the start as a TaskManager's has. For another:
# ENTRAWATCH_JAVA_OPTS="-Xms6g -Xmx6g".
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -d target/test-classes || ! -f $class_path ]]; then
  mvn -B -q -Dquick verify -DskipTests
fi

# Several words, as in JAVA_OPTS everywhere.
# shellcheck disable=SC2086
exec java -Xms16g -Xmx16g ${ENTRAWATCH_JAVA_OPTS:-} \
  -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  io.entrawatch.bench.StateBenchmark "$@"
