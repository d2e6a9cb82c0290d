// SPDX-License-Identifier: MIT
// Writes test/data/lucia-*.db: databases as each Lucia leaves them. The packages write the rows; then the ids and times
// that a package draws are given the fixed values of lib/data.mjs. Run only to change what the files hold.
import "./lib/webcrypto.mjs";
import { rmSync } from "node:fs";
import { Scrypt } from "lucia";
import { ends, file, names, password, sessionId, userId } from "./lib/data.mjs";
import { generations } from "./lib/generations.mjs";

const v3 = `
CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY, username TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL);
CREATE TABLE session (id TEXT NOT NULL PRIMARY KEY, expires_at INTEGER NOT NULL, user_id TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES user(id));
`;

for (const name of names) {
  const { open, tables } = generations[name];
  rmSync(file(name), { force: true });
  const lucia = await open(file(name), { create: true, definition: name === "v3" ? v3 : undefined });
  const attributes = { username: "ada" };
  if (name === "v3") attributes.password_hash = await new Scrypt().hash(password);
  const key = tables.key ? { providerId: "username", providerUserId: "ada", password } : undefined;
  const user = await lucia.createUser({ attributes, key });
  const { id } = await lucia.createSession(user.id);

  const { db } = lucia;
  const milliseconds = Date.parse(ends);
  db.pragma("foreign_keys = OFF");
  db.prepare(`UPDATE "${tables.user}" SET id = ?`).run(userId);
  if (key) db.prepare(`UPDATE "${tables.key}" SET user_id = ?`).run(userId);
  db.prepare(`UPDATE "${tables.session}" SET id = ?, user_id = ? WHERE id = ?`).run(sessionId(name), userId, id);
  if (name === "v3") db.prepare("UPDATE session SET expires_at = ?").run(milliseconds / 1000);
  else db.prepare(`UPDATE "${tables.session}" SET active_expires = ?, idle_expires = ?`).run(milliseconds, milliseconds);
  db.exec("VACUUM");
  await lucia.close();
}
