// SPDX-License-Identifier: MIT
// node lucia-v3.mjs DATABASE TOKENS SECONDS: prints how many sessions lucia 3.2.2 validates in a second of processor time on better-sqlite3,
// as its SQLite page sets it up, awaiting one after the other.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const installed = createRequire(new URL("../test/interop/package.json", import.meta.url));
const load = async (name) => import(pathToFileURL(installed.resolve(name)));
const { Lucia } = await load("lucia");
const { BetterSqlite3Adapter } = await load("@lucia-auth/adapter-sqlite");
const Database = installed("better-sqlite3");

const [file, list, seconds] = process.argv.slice(2);
const tokens = readFileSync(list, "utf8").trim().split("\n");
const lucia = new Lucia(new BetterSqlite3Adapter(new Database(file), { user: "user", session: "session" }), {
  getUserAttributes: ({ username }) => ({ username }),
});

let next = 0;
const run = async (milliseconds) => {
  const end = performance.now() + milliseconds;
  let count = 0;
  for (; performance.now() < end; count += 64) {
    for (let i = 0; i < 64; i++) {
      const { user } = await lucia.validateSession(tokens[next]);
      if (!user) throw new Error("a session was refused");
      if (++next === tokens.length) next = 0;
    }
  }
  return count;
};

await run(1000); // Warm: the file, and the compiler.
const began = process.cpuUsage();
const count = await run(Number(seconds) * 1000);
const { user, system } = process.cpuUsage(began);
console.log((count * 1e6) / (user + system));
