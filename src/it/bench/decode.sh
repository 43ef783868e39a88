#!/usr/bin/env bash
# What a record costs from its bytes to what goes down the stream; see DecoderBenchmark. Takes JMH's
# own arguments.
#
#   src/it/bench/decode.sh [-p bytes=3100] [-p input=ECS,RAW_BATCHES,AGENT,RAW] [-prof gc] ...
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

mvn -B -q -Dquick -Pbench test-compile
exec java -cp "target/test-classes:target/classes:$(<target/bench-class-path)" \
  org.openjdk.jmh.Main DecoderBenchmark "$@"
