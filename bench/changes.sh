#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# changes.sh CARDEA [ROUNDS [SECONDS]]: what the triggers of `cardea migrate --cache` cost those who write. In turns, on tables
# with them and on tables without: sessions made, renewed and revoked in a second, by 1 and by 16 connections (pgbench,
# mariadb-slap). CARDEA is the program; CARDEA_TEST_POSTGRES and CARDEA_TEST_MYSQL name the servers, of which one may be
# missing. What a flush of the disk costs is in the figures only where the server flushes: those of `./dev db` do not.
set -euo pipefail
cardea="$1" rounds="${2:-5}" seconds="${3:-2}"
plain="cardea_plain_$$" told="cardea_told_$$"
sessions=200000

declare -A pg=(
  [made]="INSERT INTO auth_session VALUES ('n' || nextval('made'), '1', 0, 0, '\\x00')"
  [renewed]="UPDATE auth_session SET token_last_verified_at = token_last_verified_at + 1 WHERE id = 'r' || :i"
  [revoked]="WITH one AS (SELECT 's' || nextval('revoked') AS id)
    DELETE FROM auth_session USING one WHERE auth_session.id = one.id")
pg() { psql -qAtX -v ON_ERROR_STOP=1 "$@"; }
pg_at() { echo "${CARDEA_TEST_POSTGRES%/*}/$1"; }
pg_make() {
  pg "$CARDEA_TEST_POSTGRES" -c "CREATE DATABASE $1"
  "$cardea" --db "$(pg_at "$1")" --user-attributes username:string migrate "${@:2}" >/dev/null
  pg "$(pg_at "$1")" -c "CREATE SEQUENCE made; CREATE SEQUENCE revoked; INSERT INTO auth_user VALUES ('1', 'ada');
    INSERT INTO auth_session SELECT k || i, '1', 0, 0, '\\x00' FROM generate_series(1, $sessions) AS i, unnest('{r,s}'::text[]) AS k;" \
    -c "VACUUM ANALYZE"
}
# Prepared once, as a store does.
pg_rate() {
  printf '\\set i random(1, %d)\n%s;\n' $sessions "${pg[$2]}" >"$scratch/script"
  pgbench -n -M prepared -c "$3" -j 2 -T "$seconds" -f "$scratch/script" "$(pg_at "$1")" 2>/dev/null |
    sed -n 's/^tps = \([0-9.]*\).*/\1/p'
}
pg_drop() { pg "$CARDEA_TEST_POSTGRES" -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)"; }

declare -A maria=(
  [made]="INSERT INTO auth_session SELECT CONCAT('n', NEXT VALUE FOR made), '1', 0, 0, ''"
  [renewed]="EXECUTE IMMEDIATE 'UPDATE auth_session SET token_last_verified_at = token_last_verified_at + 1 WHERE id = ?'
    USING CONCAT('r', FLOOR(1 + RAND() * $sessions))"
  [revoked]="SET @i = NEXT VALUE FOR revoked;
    EXECUTE IMMEDIATE 'DELETE FROM auth_session WHERE id = ?' USING CONCAT('s', @i)")
maria_tool() {
  local tool="$1" user host port
  [[ "$CARDEA_TEST_MYSQL" =~ ^mysql://([^:@]+)@([^:/]+):([0-9]+)/ ]]
  user="${BASH_REMATCH[1]}" host="${BASH_REMATCH[2]}" port="${BASH_REMATCH[3]}"
  "$tool" --no-defaults -h"$host" -P"$port" -u"$user" "${@:2}"
}
maria_make() {
  maria_tool mariadb -e "CREATE DATABASE $1"
  "$cardea" --db "${CARDEA_TEST_MYSQL%/*}/$1" --user-attributes username:string migrate "${@:2}" >/dev/null
  maria_tool mariadb "$1" -e "CREATE SEQUENCE made; CREATE SEQUENCE revoked; INSERT INTO auth_user VALUES ('1', 'ada');
    INSERT INTO auth_session SELECT CONCAT(k, seq), '1', 0, 0, '' FROM seq_1_to_$sessions, (SELECT 'r' AS k UNION SELECT 's') AS kinds"
}
# Each statement is parsed anew, on tables of both kinds alike.
maria_rate() {
  local count=$((seconds * 2000 / $3 * $3))
  maria_tool mariadb-slap --create-schema="$1" --no-drop --delimiter=';' --query="${maria[$2]}" --concurrency="$3" \
    --number-of-queries="$((count * $(tr -cd ';' <<<"${maria[$2]};" | wc -c)))" --csv |
    awk -F, -v count="$count" 'NR == 1 {print count / $3}'
}
maria_drop() { maria_tool mariadb -e "DROP DATABASE IF EXISTS $1"; }

median() { sort -g | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'; }
measure() {
  local on="$1" what callers round
  scratch="$(mktemp -d)"
  # shellcheck disable=SC2064
  trap "${on}_drop $plain; ${on}_drop $told; rm -rf '$scratch'" EXIT
  "${on}_make" "$plain"
  "${on}_make" "$told" --cache
  for callers in 1 16; do
    for what in made renewed revoked; do
      : >"$scratch/plain"; : >"$scratch/told"; : >"$scratch/ratio"
      for ((round = 0; round < rounds; ++round)); do
        "${on}_rate" "$plain" "$what" "$callers" >"$scratch/a"
        "${on}_rate" "$told" "$what" "$callers" >"$scratch/b"
        cat "$scratch/a" >>"$scratch/plain"; cat "$scratch/b" >>"$scratch/told"
        paste "$scratch/a" "$scratch/b" | awk '{print $2 / $1}' >>"$scratch/ratio"
      done
      printf '%-6s %-8s %2d connections: %6.0f a second without, %6.0f with triggers; ratio %.2f (%s)\n' \
        "$on" "$what" "$callers" "$(median <"$scratch/plain")" "$(median <"$scratch/told")" \
        "$(median <"$scratch/ratio")" "$(sort -g "$scratch/ratio" | sed -n '1p;$p' | paste -sd ' ')"
    done
  done
}
if [[ -n "${CARDEA_TEST_POSTGRES:-}" ]]; then (measure pg); fi
if [[ -n "${CARDEA_TEST_MYSQL:-}" ]]; then (measure maria); fi
