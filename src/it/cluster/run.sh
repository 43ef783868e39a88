#!/usr/bin/env bash
# A whole installation on this machine: a Kafka broker, an Elasticsearch and a Flink cluster of three
# processes, with the job submitted by Flink's own command line. Ctrl-C ends everything.
#
#   src/it/cluster/run.sh [--jar FILE] [ARGUMENT_OF_THE_JOB]...
#
# {kafka} and {elasticsearch} in the arguments stand for the servers' addresses. Builds first what is
# missing; needs about 3 GB of memory.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

jar=target/entrawatch.jar
if [[ ${1:-} == --jar ]]; then
  [[ -f ${2:-} ]] || { echo "run.sh: --jar ${2:-}: no such file; name the jar of a Flink job" >&2; exit 2; }
  jar=$2
  shift 2
fi

class_path=target/test-class-path
if [[ ! -f target/entrawatch.jar || ! -f $class_path || ! -f target/platform/stamp ]]; then
  mvn -B -q -Dquick verify -DskipTests -Dplatform.skip=false
fi

exec java -cp "target/test-classes:target/classes:$(<"$class_path")" \
  -Dlog4j2.configurationFile=src/test/resources/log4j2-quiet.properties \
  -Dentrawatch.job.jar="$jar" \
  io.entrawatch.platform.RunCluster "$@"
