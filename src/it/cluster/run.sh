#!/usr/bin/env bash
# A whole installation on this machine: a Kafka broker, an Elasticsearch and a Flink cluster of three
# processes. Submits the job by Flink's own command line, lets the demo's sign-ins arrive and shows the
# alerts. Ctrl-C ends everything. Builds first what is missing; needs about 3 GB of memory.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

class_path=target/test-class-path
if [[ ! -f target/entrawatch.jar || ! -f $class_path || ! -f target/platform/stamp ]]; then
  mvn -B -q -Dquick verify -DskipTests -Dplatform.skip=false
fi

exec java -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  io.entrawatch.job.RunInstallation target/entrawatch.jar
