#!/usr/bin/env bash
# Breaks a whole installation in many ways and compares its alerts with those of an undisturbed run;
# see docs/chaos.md. Builds first what is missing; needs about 4 GB of memory.
#
#   src/it/chaos/run.sh [SCENARIO|all [SEED]]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -f target/entrawatch.jar || ! -f $class_path || ! -f target/platform/stamp ]]; then
  mvn -B -q -Dquick verify -DskipTests -Dplatform.skip=false
fi

exec java -Xmx1g -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  io.entrawatch.chaos.ChaosSuite "$@"
