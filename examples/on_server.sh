#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: on_server.sh postgres FORM PROGRAM [ARG...]: the program, on a database of its own on the server of the tests,
# dropped in the end. Its last argument is FORM, where %h, %p, %u and %d stand for host, port, user and database.
# Without a server that is skipped (77), and a failure where CI is set.
set -euo pipefail
kind="$1" form="$2"
shift 2
case "$kind" in
  postgres)
    server="${CARDEA_TEST_POSTGRES:-}"
    sql() { psql -qX "$server" -c "$1"; }
    ;;
  *) echo "there is no server $kind" >&2; exit 2 ;;
esac
if [[ -z "$server" ]]; then
  echo "no $kind: \`./dev db up\` starts a server" >&2
  [[ -n "${CI:-}" ]] && exit 1
  exit 77
fi
[[ "$server" =~ ^[a-z]+://([^:@/]+)(:[^@/]*)?@([^:/]+):([0-9]+)/ ]] || { echo "what is $kind's URL?" >&2; exit 2; }
name="cardea_example_$$"
form="${form//%u/${BASH_REMATCH[1]}}" form="${form//%h/${BASH_REMATCH[3]}}" form="${form//%p/${BASH_REMATCH[4]}}"
sql "CREATE DATABASE $name"
trap 'sql "DROP DATABASE $name"' EXIT
"$@" "${form//%d/$name}"
