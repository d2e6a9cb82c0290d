// SPDX-License-Identifier: MIT
// node lucia-v3.mjs ENGINE URL TOKENS CONNECTIONS: lucia 3.2.2 set up as its page for the database has it, by published
// packages. Says "ready", and then for each line "CALLERS MILLISECONDS" on standard input how many sessions so many
// promises validated, in how many seconds by the clock, and in how many of processor time: "COUNT WALL PROCESSOR".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const installed = createRequire(new URL("../test/interop/package.json", import.meta.url));
const load = async (name) => import(pathToFileURL(installed.resolve(name)));
const { Lucia } = await load("lucia");

const [engine, url, list, connections] = process.argv.slice(2);
const limit = Number(connections);
const adapters = {
  sqlite: async () => {
    const { BetterSqlite3Adapter } = await load("@lucia-auth/adapter-sqlite");
    const Database = installed("better-sqlite3");
    return new BetterSqlite3Adapter(new Database(url), { user: "user", session: "session" });
  },
  postgres: async () => {
    const { NodePostgresAdapter } = await load("@lucia-auth/adapter-postgresql");
    const pg = installed("pg");
    const pool = new pg.Pool({ connectionString: url, max: limit });
    return new NodePostgresAdapter(pool, { user: "auth_user", session: "user_session" });
  },
  mysql: async () => {
    const { Mysql2Adapter } = await load("@lucia-auth/adapter-mysql");
    const mysql = installed("mysql2/promise");
    const pool = mysql.createPool({ uri: url, connectionLimit: limit, timezone: "Z" });
    return new Mysql2Adapter(pool, { user: "user", session: "user_session" });
  },
};

const tokens = readFileSync(list, "utf8").trim().split("\n");
const lucia = new Lucia(await adapters[engine](), { getUserAttributes: ({ username }) => ({ username }) });

let next = 0;
const caller = async (end) => {
  let count = 0;
  for (; performance.now() < end; count++) {
    const { user } = await lucia.validateSession(tokens[next++ % tokens.length]);
    if (!user) throw new Error("a session was refused");
  }
  return count;
};

console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const [callers, milliseconds] = line.split(" ").map(Number);
  const began = performance.now();
  const processor = process.cpuUsage();
  const counts = await Promise.all(Array.from({ length: callers }, () => caller(began + milliseconds)));
  const { user, system } = process.cpuUsage(processor);
  const count = counts.reduce((a, b) => a + b, 0);
  console.log(`${count} ${(performance.now() - began) / 1e3} ${(user + system) / 1e6}`);
}
process.exit(0);
