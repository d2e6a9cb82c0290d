// SPDX-License-Identifier: MIT
// node http-lucia.mjs ENGINE URL PORT: node's own http server over lucia 3.2.2, set up as its pages have it: who-am-I
// by the session cookie, and the cookie again where the session was renewed. Says "ready" when it listens.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const installed = createRequire(new URL("../test/interop/package.json", import.meta.url));
const load = async (name) => import(pathToFileURL(installed.resolve(name)));
const { Lucia } = await load("lucia");

const [engine, url, port] = process.argv.slice(2);
const adapters = {
  sqlite: async () => {
    const { BetterSqlite3Adapter } = await load("@lucia-auth/adapter-sqlite");
    const Database = installed("better-sqlite3");
    const db = new Database(url);
    db.pragma("journal_mode = WAL");
    return new BetterSqlite3Adapter(db, { user: "user", session: "session" });
  },
  postgres: async () => {
    const { NodePostgresAdapter } = await load("@lucia-auth/adapter-postgresql");
    const pg = installed("pg");
    const pool = new pg.Pool({ connectionString: url, max: 8 });
    return new NodePostgresAdapter(pool, { user: "auth_user", session: "user_session" });
  },
};
const lucia = new Lucia(await adapters[engine](), { getUserAttributes: ({ username }) => ({ username }) });

const answer = async (request, response) => {
  const id = lucia.readSessionCookie(request.headers.cookie ?? "");
  const { session, user } = id ? await lucia.validateSession(id) : { session: null, user: null };
  const headers = { "content-type": "application/json", "cache-control": "no-store", vary: "Cookie" };
  if (session?.fresh) headers["set-cookie"] = lucia.createSessionCookie(session.id).serialize();
  const body = JSON.stringify(user ? { user, session: { expiresAt: session.expiresAt } } : { error: "nobody" });
  response.writeHead(user ? 200 : 401, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
};
createServer((request, response) => answer(request, response).catch(() => response.writeHead(500).end())).listen(
  Number(port),
  "127.0.0.1",
  () => console.log("ready"),
);
