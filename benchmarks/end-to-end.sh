#!/bin/sh
# Times what a user waits for: whole commands, start of the virtual machine included.
#
#   benchmarks/end-to-end.sh [RUNS]      medians of RUNS runs each, 5 when not said
#
# The first line, start-up, is `./bitspike --version`; what a command adds to it is the work.
set -u
runs=${1:-5}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd "$here/.." || exit 3
out=$(mktemp -d) || exit 3
trap 'rm -rf "$out"' EXIT

# Prints the median, smallest and largest wall time of a command in milliseconds. Exit codes 0 and 1 are fine: a model that
# does not conform has been checked as well.
measure() {
  name=$1
  shift
  : >"$out/times"
  turn=0
  while [ "$turn" -lt "$runs" ]; do
    start=$(date +%s%N)
    "$@" >"$out/log" 2>&1
    code=$?
    end=$(date +%s%N)
    if [ "$code" -gt 1 ]; then
      echo "$name failed with exit code $code:" >&2
      cat "$out/log" >&2
      exit 3
    fi
    echo $(((end - start) / 1000000)) >>"$out/times"
    turn=$((turn + 1))
  done
  sort -n "$out/times" | awk -v name="$name" '
    { time[NR] = $1 }
    END {
      median = NR % 2 ? time[(NR + 1) / 2] : (time[NR / 2] + time[NR / 2 + 1]) / 2
      printf "%-58s %8.0f ms   (%d .. %d)\n", name, median, time[1], time[NR]
    }'
}

./bitspike --version >/dev/null || exit 3 # builds on first use; not measured

measure "start-up" ./bitspike --version
for hw in brainscales1 generic-int8; do
  measure "check balanced, 50 ms, $hw" \
    ./bitspike check examples/balanced/network.xml --hw "$hw" --duration 50ms
  measure "check balanced, 500 ms, $hw" ./bitspike check examples/balanced/network.xml --hw "$hw"
done
measure "check balanced, 500 ms, brainscales1, with report" \
  ./bitspike check examples/balanced/network.xml --hw brainscales1 --report "$out/report.html"
measure "check pattern-learning, 2 s, brainscales1" \
  ./bitspike check examples/pattern-learning/network.xml --hw brainscales1 --duration 2s

# 1e4 cells and 1e6 connections, 83 MB of XML.
awk 'BEGIN {
  srand(1)
  print "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"big\">"
  print "<expOneSynapse id=\"syn\" gbase=\"1nS\" erev=\"0mV\" tauDecay=\"2ms\"/>"
  print "<iafTauCell id=\"cell\" leakReversal=\"-60mV\" thresh=\"-50mV\" reset=\"-70mV\" tau=\"9ms\"/>"
  print "<network id=\"net\"><population id=\"pop\" component=\"cell\" size=\"10000\"/>"
  print "<projection id=\"p\" presynapticPopulation=\"pop\" postsynapticPopulation=\"pop\" synapse=\"syn\">"
  for (i = 0; i < 1000000; i++)
    printf "<connection id=\"%d\" preCellId=\"../pop/%d/cell\" postCellId=\"../pop/%d/cell\"/>\n", \
      i, int(10000 * rand()), int(10000 * rand())
  print "</projection></network></neuroml>"
}' >"$out/big.nml"
measure "validate 1e6 connections" ./bitspike validate "$out/big.nml"
