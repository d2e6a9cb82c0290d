#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A MariaDB of a test's own that encrypts: `up` makes a folder, starts the server in it and prints "FOLDER PORT"; `down
# FOLDER` ends it and takes the folder away. In FOLDER/keys: ca.pem, which vouches for the server as 127.0.0.1 and by no
# other name, and other.pem, which does not.
set -euo pipefail
PATH="$PATH:/usr/sbin"

certificates() {
  cd "$1"
  local ca
  for ca in ca other; do
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout $ca.key -out $ca.pem -subj "/CN=the $ca of a test"
  done
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj "/CN=the server of a test"
  openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out server.pem \
    -extfile <(echo "subjectAltName=IP:127.0.0.1")
}

up() {
  local folder port user=() try
  folder="$(mktemp -d)"
  mkdir "$folder/keys" "$folder/data"
  (certificates "$folder/keys") >"$folder/log" 2>&1
  # It refuses to run as root.
  if ((EUID == 0)); then
    user=(--user=mysql)
    chown -R mysql: "$folder"
  fi
  mariadb-install-db --no-defaults "${user[@]}" --datadir="$folder/data" --auth-root-authentication-method=normal \
    --skip-test-db >>"$folder/log" 2>&1
  for ((port = 20000 + RANDOM % 20000; ; ++port)); do
    (: </dev/tcp/127.0.0.1/$port) 2>/dev/null || break
  done
  setsid mariadbd --no-defaults "${user[@]}" --datadir="$folder/data" --socket="$folder/socket" \
    --pid-file="$folder/pid" --bind-address=127.0.0.1 --port=$port --character-set-server=utf8mb4 \
    --ssl-cert="$folder/keys/server.pem" --ssl-key="$folder/keys/server.key" --ssl-ca="$folder/keys/ca.pem" \
    --plugin-load-add=auth_ed25519 --plugin-load-add=auth_pam --pam-use-cleartext-plugin=ON \
    </dev/null >>"$folder/log" 2>&1 &
  for ((try = 0; try < 150; ++try)); do
    if mariadb-admin --no-defaults --socket="$folder/socket" -uroot ping >/dev/null 2>&1; then
      echo "$folder $port"
      return
    fi
    sleep 0.2
  done
  tail -n 20 "$folder/log" >&2
  return 1
}

down() {
  local pid
  pid="$(<"$1/pid")"
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  rm -r "$1"
}

"$@"
