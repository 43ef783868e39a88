#!/usr/bin/env bash
# What a record costs from its bytes to what goes down the stream; see DecoderBenchmark. Takes JMH's
# own arguments.
#
#   src/it/bench/decode.sh [-p bytes=3100] [-p input=ECS,RAW_BATCHES,AGENT,RAW] [-prof gc] ...
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

mvn -B -q -Dquick -DskipTests pre-integration-test
class_path=target/test-classes:target/classes:$(<target/test-class-path)
benchmarks=target/benchmarks
mkdir -p "$benchmarks"
javac -nowarn -d "$benchmarks" -cp "$class_path" -processor org.openjdk.jmh.generators.BenchmarkProcessor \
  src/test/java/io/entrawatch/decode/DecoderBenchmark.java
exec java -cp "$benchmarks:$class_path" org.openjdk.jmh.Main DecoderBenchmark "$@"
