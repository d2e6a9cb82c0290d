#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: drive.sh PROGRAM FOLDER [STATUS]: starts a server of the examples in an empty folder, drives it with curl as a
# browser, a script and another site would, and stops it. STATUS is what a malformed cookie gets: 401, where the server
# lets it through.
set -euo pipefail
program="$1" folder="$2" malformed="${3:-401}"
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"

# A session that may rest for 20 seconds is renewed every other second.
"$program" 0 20s >out.txt 2>err.txt &
server=$!
trap 'kill -KILL "$server" 2>/dev/null || true' EXIT
for ((i = 0; i < 600; ++i)); do [[ -s out.txt ]] && break; sleep 0.05; done
read -r base <out.txt

fail() {
  echo "FAILED: $1; the last response:" >&2
  cat response.txt err.txt >&2
  exit 1
}
# ask STATUS PATH [CURL-ARG...]: the response, head and body, lies in response.txt.
ask() {
  local status="$1" path="$2"
  shift 2
  curl -sS -i --max-time 10 "$@" "$base$path" | tr -d '\r' >response.txt
  [[ "$(sed -n '1s/^HTTP\/1.1 \([0-9]*\).*/\1/p' response.txt)" == "$status" ]] || fail "$path: not $status"
}
has() { grep -qi -- "$1" response.txt || fail "no '$1'"; }
lacks() { if grep -qi -- "$1" response.txt; then fail "there is '$1'"; fi; }

ada=(--data-urlencode identifier=ada --data-urlencode 'password=correct horse battery staple')
own=(-H 'Sec-Fetch-Site: same-origin')

ask 401 /me
has '^Cache-Control: no-store$'; has '^Vary: Cookie, Authorization$'; has '^Content-Type: application/problem+json'
ask 401 /sign-in "${own[@]}" -d 'identifier=ada&password=wrong'
lacks '^Set-Cookie:'
ask 403 /sign-in "${ada[@]}" -H 'Origin: https://evil.example'
lacks '^Set-Cookie:'
ask 303 /sign-in "${ada[@]}" "${own[@]}" -d 'return=%2F%2Fevil.example'
has '^Location: /me$'
ask 303 /sign-in "${ada[@]}" -H 'Origin: https://notes.example.com' -d 'return=%2Fme%3Fa%3Db'
has '^Location: /me?a=b$'; has '^Set-Cookie: __Host-auth_session=.*; HttpOnly'
token="$(sed -n 's/^[Ss]et-[Cc]ookie: __Host-auth_session=\([^;]*\).*/\1/p' response.txt)"
cookie=(-H "Cookie: theme=dark; __Host-auth_session=$token")

ask 200 '/me?a=b' "${cookie[@]}"
has '^ada$'
ask 200 /me -H "Authorization: Bearer $token"
has '^ada$'; lacks '^Set-Cookie:'
sleep 2.1
ask 200 /me "${cookie[@]}"
has '^Set-Cookie: __Host-auth_session='; lacks 'Max-Age=0'
ask 401 /me -H 'Cookie: __Host-auth_session=a.b'
has '^Set-Cookie: __Host-auth_session=;.*Max-Age=0'
ask 401 /me "${cookie[@]}" -H 'Authorization: Bearer nobody'
ask "$malformed" /me -H 'Cookie: =;;%;"__Host-auth_session'

ask 403 /sign-out -X POST -d '' "${cookie[@]}" -H 'Origin: https://evil.example'
ask 403 /sign-out -X POST -d '' "${cookie[@]}" -H 'Origin: null'
ask 403 /sign-out -X POST -d '' "${cookie[@]}"
ask 403 /sign-out -X POST -d '' "${cookie[@]}" -H 'Sec-Fetch-Site: cross-site'
ask 200 /me "${cookie[@]}"
ask 303 /sign-out -X POST -d '' "${cookie[@]}" "${own[@]}"
has '^Set-Cookie: __Host-auth_session=;.*Max-Age=0'
ask 401 /me "${cookie[@]}"
ask 404 /nowhere

kill -TERM "$server"
wait "$server" || fail "it ended with status $?"
trap - EXIT
echo "signed in, renewed, refused, signed out"
