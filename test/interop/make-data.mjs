// SPDX-License-Identifier: MIT
// Writes test/data/lucia-*.db: databases as each Lucia leaves them. The packages write the rows; then the ids and times
// that a package draws are given the fixed values of lib/data.mjs. Run only to change what the files hold.
import "./lib/webcrypto.mjs";
import { rmSync } from "node:fs";
import { Scrypt } from "lucia";
import { ends, file, names, password, sessionId, userId } from "./lib/data.mjs";
import { openFile } from "./lib/databases/sqlite.mjs";
import { generations } from "./lib/generations.mjs";

const v3 = `
CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY, username TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL);
CREATE TABLE session (id TEXT NOT NULL PRIMARY KEY, expires_at INTEGER NOT NULL, user_id TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES user(id));
`;

for (const name of names) {
  const { open, tables: all } = generations[name];
  const tables = all.sqlite;
  rmSync(file(name), { force: true });
  const db = openFile(file(name));
  const lucia = await open(db, { create: true, definition: name === "v3" ? v3 : undefined });
  const attributes = { username: "ada" };
  if (name === "v3") attributes.password_hash = await new Scrypt().hash(password);
  const key = tables.key ? { providerId: "username", providerUserId: "ada", password } : undefined;
  const user = await lucia.createUser({ attributes, key });
  const { id } = await lucia.createSession(user.id);

  const milliseconds = Date.parse(ends);
  await db.script("PRAGMA foreign_keys = OFF");
  await db.update(tables.user, { id: userId });
  if (key) await db.update(tables.key, { user_id: userId });
  await db.update(tables.session, { id: sessionId(name), user_id: userId }, { id });
  if (name === "v3") await db.update(tables.session, { expires_at: db.time(milliseconds) });
  else await db.update(tables.session, { active_expires: milliseconds, idle_expires: milliseconds });
  await db.script("VACUUM");
  await lucia.close?.();
  db.close();
}
