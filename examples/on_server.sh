#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: on_server.sh postgres|mysql FORM PROGRAM [ARG...]: the program, on a database of its own on the server of the tests,
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
  mysql)
    server="${CARDEA_TEST_MYSQL:-}"
    sql() { mariadb --no-defaults -h"$host" -P"$port" -u"$user" -e "$1"; }
    ;;
  *) echo "there is no server $kind" >&2; exit 2 ;;
esac
if [[ -z "$server" ]]; then
  echo "no $kind: \`./dev db up\` starts a server" >&2
  [[ -n "${CI:-}" ]] && exit 1
  exit 77
fi
[[ "$server" =~ ^[a-z]+://([^:@/]+)(:[^@/]*)?@([^:/]+):([0-9]+)/ ]] || { echo "what is $kind's URL?" >&2; exit 2; }
name="cardea_example_$$" user="${BASH_REMATCH[1]}" host="${BASH_REMATCH[3]}" port="${BASH_REMATCH[4]}"
form="${form//%u/$user}" form="${form//%h/$host}" form="${form//%p/$port}"
sql "CREATE DATABASE $name"
trap 'sql "DROP DATABASE $name"' EXIT
"$@" "${form//%d/$name}"
