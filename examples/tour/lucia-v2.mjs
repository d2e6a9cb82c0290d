// SPDX-License-Identifier: MIT
// A small application on the published lucia 2.7.7 and better-sqlite3.
//   node lucia-v2.mjs sign-up FILE USERNAME PASSWORD    prints the new session's id
//   node lucia-v2.mjs validate FILE                     reads a session's id and says whose it is
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { webcrypto } from "node:crypto";
import { pathToFileURL } from "node:url";

globalThis.crypto ??= webcrypto;
const packages = createRequire(process.env.CARDEA_LUCIA_PACKAGES);
const load = (name) => import(pathToFileURL(packages.resolve(name)));
const { lucia } = await load("lucia-v2");
const { betterSqlite3 } = await load("adapter-sqlite-v2");
const Database = packages("better-sqlite3");

const [action, file, username, password] = process.argv.slice(2);
const db = new Database(file);
db.exec(`
  CREATE TABLE IF NOT EXISTS user (id TEXT NOT NULL PRIMARY KEY, username TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS user_key (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL, hashed_password TEXT,
    FOREIGN KEY (user_id) REFERENCES user(id));
  CREATE TABLE IF NOT EXISTS user_session (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL,
    active_expires INTEGER NOT NULL, idle_expires INTEGER NOT NULL, FOREIGN KEY (user_id) REFERENCES user(id));
`);
const auth = lucia({
  adapter: betterSqlite3(db, { user: "user", key: "user_key", session: "user_session" }),
  env: "PROD",
  getUserAttributes: (user) => ({ username: user.username }),
});

if (action === "sign-up") {
  const key = { providerId: "username", providerUserId: username, password };
  const { userId } = await auth.createUser({ key, attributes: { username } });
  console.log((await auth.createSession({ userId, attributes: {} })).sessionId);
} else {
  const { user } = await auth.validateSession(readFileSync(0, "utf8").trim());
  console.log(`valid: user ${user.userId} (${user.username})`);
}
