#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# bench/build.sh BUILD_FOLDER: what Cardea costs those who build with it, as Markdown: the time of a processor that a
# compiler needs to read a header, beside the parts of the standard library that it stands on, and the size of each library
# in an optimised build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build="$1"
rounds="${ROUNDS:-7}"

includes=()
for folder in */include stores/*/include; do includes+=("-I$folder"); done
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# read_once COMPILER HEADER...: in milliseconds, of this process's children.
read_once() {
  local compiler="$1" TIMEFORMAT='%U %S'
  shift
  printf '#include <%s>\n' "$@" >"$scratch/read.cpp"
  { time "$compiler" -std=c++20 -fsyntax-only "${includes[@]}" "$scratch/read.cpp" >&2; } 2>&1 |
    awk 'NF == 2 && !/[a-z]/ { printf "%d", ($1 + $2) * 1000; told = 1 } !told { print > "/dev/stderr" }'
}

# The least of all rounds: what else the machine does can only add to it.
least() {
  local best='' took round
  for ((round = 0; round < rounds; ++round)); do
    took="$(read_once "$@")"
    [[ -n "$took" ]] || { echo "$1 does not compile ${*:2}" >&2; return 1; }
    if [[ -z "$best" ]] || ((took < best)); then best=$took; fi
  done
  echo "$best"
}

row() {
  local title="$1" gcc clang
  shift
  gcc="$(least g++ "$@")"
  clang="$(least clang++-19 "$@")"
  printf '| %s | %d.%02d | %d.%02d |\n' "$title" $((gcc / 1000)) $((gcc % 1000 / 10)) $((clang / 1000)) $((clang % 1000 / 10))
}

load="$(cut -d' ' -f1 /proc/loadavg)"
cat <<TEXT
# What it costs to build with Cardea

Written by \`./dev bench --build\`, on $(date -u +%F), with $(g++ --version | head -n 1), $(clang++-19 --version | head -n 1).

## The headers
Seconds of one processor to read a file with this one \`#include\`, the least of $rounds rounds. The aim is less than 0.70 for
\`<cardea/auth.hpp>\`, on a machine that does nothing else. Beside other work every line grows alike, and then the
ratio to the first line says more; when this began, $load processes wanted the $(nproc) processors. Most of it is the standard library, the rest Boost.Describe. No header brings in a
driver, Beast or a JSON library, and only \`<cardea/async/run.hpp>\` brings in Boost.Asio.

| \`#include\` | g++ (s) | clang++ (s) |
| --- | --: | --: |
TEXT
row 'of the standard library: string, vector, optional, memory, chrono, variant, span' \
  string vector optional memory chrono variant span
for header in auth.hpp service_store.hpp sqlite/store.hpp postgres/store.hpp mysql/store.hpp http/guard.hpp async/run.hpp \
  server/server.hpp; do
  row "\`<cardea/$header>\`" "cardea/$header"
done

cat <<TEXT

## The libraries
Optimised (\`-O2\`), as static libraries, in KiB. A program takes from them only what it calls.

| library | code and constants | data |
| --- | --: | --: |
TEXT
for library in "$build"/*/libcardea_*.a "$build"/stores/*/libcardea_*.a; do
  [[ "$library" != *_bench_* ]] || continue
  size -t "$library" | awk -v name="$(basename "$library" .a)" '/TOTALS/ {
    sub(/^libcardea_/, "cardea::", name); printf "| `%s` | %d | %.1f |\n", name, $1 / 1024, ($2 + $3) / 1024 }'
done
size "$build/cli/cardea" | awk 'NR == 2 {
  printf "| the program, with all of them | %d | %.1f |\n", $1 / 1024, ($2 + $3) / 1024 }'
