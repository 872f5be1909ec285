#!/usr/bin/env bash
# Measures all that is compared with peers, side by side, and writes docs/benchmarks.md. Takes most of an hour; the machine
# should do nothing else meanwhile. `./bench.sh SECTION...` measures these again and leaves the others as they stand in
# the page. Peers are brought along by .ci/pebble and .ci/peers; what cannot be had is named in the page.
# JAVA_HOME chooses the JDK.
set -euo pipefail

cd "$(dirname -- "${BASH_SOURCE[0]}")"

results=bench/target/results
page=docs/benchmarks.md
sections=(messages first-use hostile signatures client cold-start ca stores ca-start ca-life start-up)

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$results"

say() {
    printf '=== %s (at %d:%02d)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)) >&2
}

# ---- peers

versions=()
missing=()

pebble() {
    local programs
    if programs=$(.ci/pebble); then
        PEBBLE=$(head -n 1 <<<"$programs")
        export PEBBLE
        versions+=("Pebble $(go version -m "$PEBBLE" 2>/dev/null | awk '$1 == "mod" { print $3 }')")
    else
        missing+=("Pebble")
    fi
}

# The first of each name is the newest.
client() {
    local name=$1 variable=$2 path
    path=$(awk -v name="$name" '$1 == name { sub(/^[^ ]* /, ""); print; exit }' <<<"$clients")
    if [[ -n $path ]]; then
        export "$variable=$path"
        versions+=("$("$path" --version 2>&1 | head -n 1 | sed 's/ version / /; s/ linux.*//')")
    else
        missing+=("$name")
    fi
}

library() {
    local found
    found=$(ls bench/target/lib | sed -n "s/^$2-\([0-9].*\)\.jar$/\1/p" | sed 's/-linux-x86_64$//' | head -n 1)
    if [[ -n $found ]]; then versions+=("$1 $found"); else missing+=("$1"); fi
}

# ---- the sections: what is run, and the page's words for it

options() {
    case $1 in
        messages) echo speed ;;
        first-use) echo first-use 20 ;;
        hostile) echo linearity ;;
        signatures) echo jose -f 2 -wi 2 -w 500ms -i 3 -r 300ms ;;
        client) echo issuance 200 300 3 ;;
        cold-start) echo cold-start 10 ;;
        ca) echo ca-load 20000 8000 ;;
        stores) echo stores 20000 8 ;;
        ca-start) echo ca-start 10 ;;
        ca-life) echo ca-life -f 2 -wi 3 -w 2s -i 5 -r 1s ;;
        start-up) echo start-up 10 ;;
    esac
}

run() {
    local words more=()
    read -ra words <<<"$(options "$1")"
    if [[ $1 == start-up && -n $newer ]]; then more=("$newer"); fi
    bench/run "${words[@]}" ${more[@]+"${more[@]}"}
}

title() {
    case $1 in
        messages) echo "Messages: reading and writing" ;;
        first-use) echo "Messages: the first one in a new JVM" ;;
        hostile) echo "Messages: hostile texts" ;;
        signatures) echo "Signatures" ;;
        client) echo "The client, warm" ;;
        cold-start) echo "The client, in a new process" ;;
        ca) echo "The CA under load" ;;
        stores) echo "The CA's stores" ;;
        ca-start) echo "The start of a CA" ;;
        ca-life) echo "A CA in a test" ;;
        start-up) echo "The command" ;;
    esac
}

aims() {
    case $1 in
        messages) echo "At most 1.3 times the code that is written by hand; acme4j at least 3 times Akme." ;;
        first-use) echo "Akme below 60 ms over the empty \`main\`." ;;
        hostile) echo "Even rows: the time for an octet does not grow with the text." ;;
        signatures) echo "At most 1.05 times the bare classes (JCA); ES256 verified at least 15 times as fast with Corretto." ;;
        client) echo "Half of acme4j's CPU; with 8 threads 4 times the rate of its shared session." ;;
        cold-start) echo "Akme below 0.75 s of CPU and 95 MB." ;;
        ca) echo "0.9 ms of CPU for an issuance with Corretto, 1.2 ms with Bouncy Castle, where Pebble takes 1.25 to 1.43 ms (0.7 and 0.9 times Pebble); no hang; 6 requests; the same cost whatever the number of orders." ;;
        stores) echo "At most 4 KB of memory for an order." ;;
        ca-start | ca-life) echo "Those in the table, and below 20 ms for the life of a warm CA." ;;
        start-up) echo "\`--version\` and \`inspect\` below 150 ms on JDK 17 and below 100 ms on JDK 25; a demo below 1.5 s." ;;
    esac
}

# The result from its first table on; what JMH prints is no table.
body() {
    if [[ $1 == ca-life ]]; then
        echo '```'
        sed -n '/^Benchmark /,$p' "$results/$1.txt"
        echo '```'
    else
        awk '/^\|/ { seen = 1 } seen' "$results/$1.txt"
    fi
}

# The section as the page has it, without its title and the empty lines around; fails when the page does not have it.
known() {
    awk -v title="## $(title "$1")" '
        /^## / { inside = $0 == title; next }
        inside && (NF || seen) { if (NF) { printf "%s%s\n", gap, $0; gap = ""; seen = 1 } else gap = gap "\n" }
        END { exit !seen }' "$page" 2>/dev/null
}

memory() {
    awk '$1 == "MemTotal:" { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo
}

write() {
    local section
    echo "# Measurements"
    echo
    echo "Written by \`./bench.sh\`, which measures everything here anew, side by side with the peers. [What is compared, and"
    echo "how](../bench/README.md); [why some aims are missed](decisions/0016-where-the-time-goes.md). Read ratios rather than"
    echo "figures: machines differ. Unless a table says otherwise a figure is the median, with the smallest and the largest"
    echo "behind it."
    echo
    cat "$results/machine.txt"
    for section in "${sections[@]}"; do
        printf '\n## %s\n\n' "$(title "$section")"
        if [[ -s $results/$section.txt ]]; then
            cat "$results/$section.head"
            printf 'Aims: %s\n\n' "$(aims "$section")"
            body "$section"
        elif ! known "$section"; then
            echo "Not measured$(sed -n '$s/^/: /p' "$results/$section.log" 2>/dev/null)."
        fi
    done
}

wanted=("$@")
if [[ ${#wanted[@]} == 0 ]]; then wanted=("${sections[@]}"); fi
for section in "${wanted[@]}"; do
    if [[ " ${sections[*]} " != *" $section "* ]]; then
        echo "There is no section $section: choose of ${sections[*]}." >&2
        exit 2
    fi
done

say "Peers"
pebble
if ! clients=$(.ci/peers); then clients=''; fi
client lego LEGO
client certbot CERTBOT
if ! command -v time >/dev/null; then missing+=("GNU time, which the start of programs is measured with"); fi
newer=$(.ci/newer-jdk) || missing+=("a JDK newer than the one that builds")

say "Build"
bench/run build
export AKME_BENCH_BUILT=yes
library acme4j acme4j-client
library "Jackson databind" jackson-databind
library jose4j jose4j
library nimbus-jose-jwt nimbus-jose-jwt
library "Bouncy Castle" bcprov-jdk18on
library "Corretto Crypto Provider" AmazonCorrettoCryptoProvider

join() {
    local IFS='|'
    sed 's/|/, /g' <<<"$*"
}
{
    echo "| | |"
    echo "|---|---|"
    echo "| machine | $(nproc) CPUs ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(memory), $(uname -sr) |"
    echo "| JDK | $("$java" -version 2>&1 | sed -n 's/.*Runtime Environment[^(]*(\(.*\))/\1/p')${newer:+; for the command also $("$newer/bin/java" -version 2>&1 | sed -n 's/.*Runtime Environment[^(]*(\(.*\))/\1/p')} |"
    echo "| peers | $(join "${versions[@]}") |"
    if [[ ${#missing[@]} != 0 ]]; then echo "| missing | $(join "${missing[@]}") |"; fi
} >"$results/machine.txt"

failed=()
for section in "${wanted[@]}"; do
    say "$(title "$section")"
    load=$(cut -d ' ' -f 1 /proc/loadavg)
    if run "$section" >"$results/$section.new" 2>"$results/$section.log"; then
        mv "$results/$section.new" "$results/$section.txt"
        printf '%s, `bench/run %s`; load of the machine before: %s.\n\n' "$(date -u +%F)" "$(options "$section")" "$load" \
            >"$results/$section.head"
    else
        tail -n 5 "$results/$section.log" >&2
        failed+=("$section")
    fi
done
write >"$results/page.md"
mv "$results/page.md" "$page"
say "Written: $page"
if [[ ${#failed[@]} != 0 ]]; then
    echo "Failed: ${failed[*]}. The end of what each said is above, all of it in $results." >&2
    exit 1
fi
