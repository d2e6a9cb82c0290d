#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# serve.sh PROGRAM FOLDER: `cardea serve` on a fresh SQLite database in FOLDER, with its mail in FOLDER/mail. At a
# terminal it runs until Ctrl-C; elsewhere a session of curl's is shown, and then it stops.
set -euo pipefail
program="$(realpath "${1:?usage: serve.sh PROGRAM FOLDER}")"
folder="${2:?usage: serve.sh PROGRAM FOLDER}"
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
unset CARDEA_DB

# The first port that nobody listens at.
port=8080
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  ((++port < 8100)) || { echo "serve: no port from 8080 to 8099 is free" >&2; exit 1; }
done
url="http://127.0.0.1:$port"

cat >cardea.toml <<TOML
db = "sqlite:app.db"
user-attributes = "username:string,email:string?,email_verified:boolean?"
session-attributes = "ip_address:string?,user_agent:string?"
# Without TLS a browser keeps no Secure cookie.
cookie = "secure=false"

[serve]
listen = "127.0.0.1:$port"
base-url = "$url"
name = "Cardea"
settable = ["email"]
mail = "file:mail"
mail-from = "cardea@example.org"
TOML

printf 'cardea.toml, in %s:\n\n' "$PWD"
sed 's/^/    /' cardea.toml
if [[ -t 0 && -t 1 ]]; then
  printf '\nOpen %s in a browser. Mail, such as links to sign in with, goes to %s/mail. Ctrl-C stops.\n\n' "$url" "$PWD"
  exec "$program" serve --migrate
fi

printf '\n$ cardea serve --migrate &\n'
"$program" serve --migrate >out 2>log &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for ((i = 0; i < 200; i++)); do
  [[ -s out ]] && break
  kill -0 "$server" 2>/dev/null || { cat log >&2; exit 1; }
  sleep 0.05
done
cat out

# show EXPECTED-STATUS METHOD PATH [JSON]: with the cookies that were set and the Origin, as a browser sends them.
show() {
  local expected="$1" method="$2" path="$3" json="${4:-}" status
  printf '\n$ curl -X %s %s%s%s\n' "$method" "$url" "$path" "${json:+ --json '$json'}"
  status="$(curl --silent --show-error --max-time 20 --output answer --write-out '%{http_code}' --cookie jar \
    --cookie-jar jar --header "Origin: $url" --request "$method" ${json:+--json "$json"} "$url$path")"
  printf '%s %s\n' "$status" "$(tr -d '\n' <answer)"
  [[ "$status" == "$expected" ]] || { echo "serve: $status instead of $expected" >&2; cat log >&2; exit 1; }
}
show 201 POST /api/sign-up '{"identifier":"ada","password":"a quiet horse in the rain"}'
show 200 GET /api/me
show 204 POST /api/sign-out
show 401 GET /api/me
show 401 POST /api/sign-in '{"identifier":"ada","password":"a loud horse in the rain"}'
show 200 POST /api/sign-in '{"identifier":"ada","password":"a quiet horse in the rain"}'
show 200 GET /api/sessions

printf '\n$ kill -TERM %s\n' "$server"
kill -TERM "$server"
status=0
wait "$server" || status=$?
trap - EXIT
((status == 0)) || { cat log >&2; exit 1; }
printf '\nIts log:\n%s\n' "$(cat log)"
printf '\nThat was the server. At a terminal it goes on, with pages at %s.\n' "$url"
