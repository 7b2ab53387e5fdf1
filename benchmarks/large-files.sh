#!/bin/sh
# CPU time and peak memory of reading a large network, start of the virtual machine included.
#
#   benchmarks/large-files.sh [CELLS [CONNECTIONS]]      10000 and 1000000 when not said
#
# The network has instances and connections written out, without and with weights and delays; the
# latter also goes to HDF5 and back. Needs GNU time (/usr/bin/time).
set -u
cells=${1:-10000}
connections=${2:-1000000}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd "$here/.." || exit 3
[ -x /usr/bin/time ] || { echo "needs GNU time, /usr/bin/time" >&2; exit 3; }
out=$(mktemp -d) || exit 3
trap 'rm -rf "$out"' EXIT

# Writes the document; $1 is 'connection' or 'connectionWD'.
document() {
  awk -v cells="$cells" -v connections="$connections" -v kind="$1" 'BEGIN {
    print "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" id=\"large\">"
    print "<expOneSynapse id=\"syn\" gbase=\"1nS\" erev=\"0mV\" tauDecay=\"5ms\"/>"
    print "<iafRefCell id=\"cell\" C=\"200pF\" leakConductance=\"10nS\" leakReversal=\"-65mV\" thresh=\"-50mV\" reset=\"-60mV\" refract=\"2ms\"/>"
    print "<network id=\"net\">"
    printf "<population id=\"pop\" component=\"cell\" type=\"populationList\" size=\"%d\">\n", cells
    for (i = 0; i < cells; i++)
      printf "<instance id=\"%d\"><location x=\"%d.5\" y=\"%d.25\" z=\"0\"/></instance>\n", i, i % 100, i / 100
    print "</population>"
    print "<projection id=\"proj\" presynapticPopulation=\"pop\" postsynapticPopulation=\"pop\" synapse=\"syn\">"
    for (c = 0; c < connections; c++) {
      more = kind == "connection" ? "" : sprintf(" weight=\"0.%d\" delay=\"1.5ms\"", 1 + c % 97)
      printf "<%s id=\"%d\" preCellId=\"../pop/%d/cell\" postCellId=\"../pop/%d/cell\"%s/>\n", \
        kind, c, c % cells, (int(c / cells) * 31 + c * 7) % cells, more
    }
    print "</projection></network></neuroml>"
  }'
}

measure() {
  name=$1
  file=$2
  shift 2
  if ! /usr/bin/time -f '%U %S %e %M' -o "$out/time" "$@" >"$out/log" 2>&1; then
    cat "$out/log" >&2
    exit 3
  fi
  awk -v name="$name" -v bytes="$(wc -c <"$file")" '{
    printf "%-44s %7.1f MB %7.2f CPU-s %7.2f s %8.0f MB peak\n", name, bytes / 1e6, $1 + $2, $3, $4 / 1e3
  }' "$out/time"
}

./bitspike --version >/dev/null || exit 3 # builds on first use; not measured
document connection >"$out/plain.nml"
document connectionWD >"$out/weighted.nml"
run="--duration 10ms --step 0.05ms"
# shellcheck disable=SC2086 # options are a list of words
{
  measure "start-up" "$here/large-files.sh" ./bitspike --version
  measure "XML, connection" "$out/plain.nml" ./bitspike import "$out/plain.nml" $run
  measure "XML, connectionWD" "$out/weighted.nml" ./bitspike import "$out/weighted.nml" $run
  measure "XML, connectionWD, to HDF5" "$out/weighted.nml" \
    ./bitspike import "$out/weighted.nml" -o "$out/weighted.nml.h5"
  measure "HDF5, connectionWD" "$out/weighted.nml.h5" ./bitspike import "$out/weighted.nml.h5" $run
}
