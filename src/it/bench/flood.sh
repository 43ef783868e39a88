#!/usr/bin/env bash
# One session, a million sign-ins; see FloodBenchmark.
#
#   src/it/bench/flood.sh [SIGN_INS]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -d target/test-classes || ! -f $class_path ]]; then
  mvn -B -q -Dquick verify -DskipTests
fi

exec java -Xmx4g -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  io.entrawatch.bench.FloodBenchmark "$@"
