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
