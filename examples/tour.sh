#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tour.sh PROGRAM: takes over a database that Lucia 2 wrote, in an empty folder that is removed at the end.
# With node and the packages of test/interop the database is made on the spot; else it is test/data/lucia-v2.db, which
# they wrote earlier.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
program="$(realpath "${1:?usage: tour.sh PROGRAM}")"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/cardea"
export PATH="$folder/bin:$PATH"
unset CARDEA_DB
cd "$folder"

if [[ -t 1 ]]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi
say() { printf '\n%s\n' "$*"; }
# run EXPECTED-STATUS COMMAND: shows the command and runs it; the tour ends if it does not end as it is said to.
run() {
  local expected="$1" status=0
  printf '%s$ %s%s\n' "$bold" "$2" "$plain"
  bash -c "$2" 2>&1 || status=$?
  if ((status != expected)); then
    echo "tour: the last command ended with $status instead of $expected" >&2
    exit 1
  fi
}

lucia="$here/tour/lucia-v2.mjs"
if command -v node >/dev/null && [[ -d "$here/../test/interop/node_modules" ]]; then
  say "A TypeScript application on lucia 2.7.7 signs Ada up, with a password, and starts a session."
  cp "$lucia" lucia-v2.mjs
  export CARDEA_LUCIA_PACKAGES="$here/../test/interop/package.json"
  run 0 'node lucia-v2.mjs sign-up app.db ada "correct horse battery" > token.txt'
else
  say "Ada signed up in a TypeScript application on lucia 2.7.7: this file is what it left."
  cp "$here/../test/data/lucia-v2.db" app.db
  printf 'luciav2session00000000000000000000000000\n' >token.txt
  lucia=''
fi

say "What a C++ service says about the database, once and for all:"
cat >cardea.toml <<'TOML'
db = "sqlite:app.db"
layout = "lucia-v2"
user-attributes = "username:string"
TOML
run 0 'cat cardea.toml'
run 0 'cardea check'

say "Her browser's session, made by Lucia, is accepted:"
run 0 'cardea session validate --stdin < token.txt'
run 0 'cardea --json session validate --stdin < token.txt'
user="$(cardea --json session validate --stdin <token.txt | sed 's/.*"userId":"\([^"]*\)".*/\1/')"

say "Her password too; a wrong one is not:"
run 0 "printf 'correct horse battery' | cardea key verify username:ada --password-stdin"
run 1 "printf 'incorrect horse' | cardea key verify username:ada --password-stdin"

say "A session made here, and its cookie:"
run 0 "cardea session create $user > new-token.txt"
run 0 'cardea cookie --stdin < new-token.txt'
if [[ -n "$lucia" ]]; then
  say "Lucia accepts it:"
  run 0 'node lucia-v2.mjs validate app.db < new-token.txt'
fi

say "A logout here is a logout there:"
run 0 'cardea session revoke --stdin < token.txt'
run 1 'cardea session validate --stdin < token.txt'

say "A new database gets Cardea's own layout. It keeps no token and no password that could be used:"
rm cardea.toml
export CARDEA_DB=sqlite:own.db
run 0 'cardea migrate'
run 0 "printf 'correct horse battery' | cardea user create --key username:ada --password-stdin"
user="$(cardea --json user list | sed 's/.*"id":"\([^"]*\)".*/\1/')"
run 0 "cardea session create $user > token.txt"
run 0 'cardea session validate --stdin < token.txt'
run 0 'cardea cookie --stdin < token.txt'
say "That was the tour. cardea --help says more; so does docs/README.md."
