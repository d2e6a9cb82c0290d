#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The servers that tests talk to, on loopback, with no password and no durability: `./dev db up|down|env`. `up` and
# `down` take the names of those that are meant: postgres, mariadb, redis. `answers` says by its status whether they run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD/build/db"
pg_port=55432
maria_port=53306
redis_port=56379

die() { echo "db: $*" >&2; exit 1; }

# A server that refuses to run as root gets the user of its Debian package.
as() {
  local user="$1"
  shift
  if ((EUID == 0)); then runuser -u "$user" -- "$@"; else "$@"; fi
}

# Servers with a user of their own cannot reach a tree that is closed to others: their data goes to where they can.
if ((EUID == 0)) && ! runuser -u nobody -- test -x "$PWD"; then
  root="${TMPDIR:-/tmp}/cardea-db-$(cksum <<<"$PWD" | cut -d' ' -f1)"
fi

folder() {
  local user="$1" path="$2"
  mkdir -p "$path"
  ((EUID == 0)) || return 0
  chown "$user:" "$path"
  as "$user" test -w "$path" || die "user $user cannot reach $path: a folder above it is closed to others"
}

until_answers() {
  local name="$1" log="$2" try
  shift 2
  for ((try = 0; try < 150; ++try)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  tail -n 20 "$log" >&2
  die "$name did not answer within 30 s"
}

pg_bin() {
  local bins=(/usr/lib/postgresql/*/bin)
  [[ -x "${bins[-1]}/pg_ctl" ]] || die "PostgreSQL's programs are not in /usr/lib/postgresql"
  echo "${bins[-1]}"
}
pg_answers() { "$(pg_bin)/pg_isready" -q -h 127.0.0.1 -p $pg_port; }
pg_up() {
  pg_answers && return
  local bin data="$root/postgres"
  bin="$(pg_bin)"
  folder postgres "$data"
  # From a folder that every user may enter.
  cd /
  if [[ ! -e "$data/PG_VERSION" ]]; then
    as postgres "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  fi
  as postgres "$bin/pg_ctl" -D "$data" -w -l "$data/log" \
    -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off" start >/dev/null ||
    { tail -n 20 "$data/log" >&2; die "PostgreSQL did not start"; }
  cd "$OLDPWD"
}
pg_down() {
  pg_answers || return 0
  (cd / && as postgres "$(pg_bin)/pg_ctl" -D "$root/postgres" -m fast stop >/dev/null)
}

maria() { mariadb --no-defaults -h127.0.0.1 -P$maria_port -uroot "$@"; }
maria_answers() { maria -e 'SELECT 1' >/dev/null 2>&1; }
maria_up() {
  maria_answers && return
  local data="$root/mariadb" user=()
  if ((EUID == 0)); then user=(--user=mysql); fi
  folder mysql "$data"
  if [[ ! -d "$data/mysql" ]]; then
    mariadb-install-db --no-defaults "${user[@]}" --datadir="$data" --auth-root-authentication-method=normal \
      --skip-test-db >/dev/null
  fi
  setsid mariadbd --no-defaults "${user[@]}" --datadir="$data" --socket="$data/mysqld.sock" \
    --pid-file="$data/mysqld.pid" --bind-address=127.0.0.1 --port=$maria_port --character-set-server=utf8mb4 \
    --collation-server=utf8mb4_general_ci --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --debug-no-sync \
    --log-error="$data/log" </dev/null >/dev/null 2>&1 &
  until_answers MariaDB "$data/log" maria_answers
  maria -e 'CREATE DATABASE IF NOT EXISTS test'
}
maria_down() {
  maria_answers || return 0
  mariadb-admin --no-defaults -h127.0.0.1 -P$maria_port -uroot shutdown
}

redis() { redis-cli -h 127.0.0.1 -p $redis_port "$@"; }
redis_answers() { [[ "$(redis PING 2>/dev/null)" == PONG ]]; }
redis_up() {
  redis_answers && return
  mkdir -p "$root/redis"
  redis-server --daemonize yes --bind 127.0.0.1 --port $redis_port --save "" --appendonly no --dir "$root/redis" \
    --logfile "$root/redis/log" --pidfile "$root/redis/pid" >/dev/null
  until_answers Redis "$root/redis/log" redis_answers
}
redis_down() {
  redis_answers || return 0
  redis SHUTDOWN NOSAVE >/dev/null
}

pg_url() { echo "CARDEA_TEST_POSTGRES=postgres://postgres@127.0.0.1:$pg_port/postgres"; }
maria_url() { echo "CARDEA_TEST_MYSQL=mysql://root@127.0.0.1:$maria_port/test"; }
redis_url() { echo "CARDEA_TEST_REDIS=redis://127.0.0.1:$redis_port"; }

verb="${1:-}"
shift || true
if ((!$#)); then set -- postgres mariadb redis; fi
each() {
  local name
  for name in "${@:2}"; do
    case "$name" in
      postgres) "pg_$1" ;;
      mariadb) "maria_$1" ;;
      redis) "redis_$1" ;;
      *) die "there is no server $name: postgres, mariadb, redis" ;;
    esac
  done
}
case "$verb" in
  up) each up "$@"; each url "$@" ;;
  down) each down "$@" ;;
  answers) each answers "$@" ;;
  env) each url "$@" ;;
  *) echo "usage: ./dev db up|down|env [postgres] [mariadb] [redis]" >&2; exit 2 ;;
esac
