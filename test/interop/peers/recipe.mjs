// SPDX-License-Identifier: MIT
// A small program by the description of Lucia's single-file recipe, which has no package: sessions whose token is an id
// and a secret, of which the table keeps the hash. It makes no users and no keys, and knows no absolute limit.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import Database from "better-sqlite3";
import { refused, userOf } from "./shape.mjs";

export const layout = "cardea";
export const sessionsHaveAttributes = false;
export const tables = { user: "user", session: "auth_session" };
export const cardeaTables = { user: "user", session: "auth_session" };

const hour = 3600;
const day = 24 * hour;
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

const ddl = `
CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER) STRICT;
CREATE TABLE auth_session (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user(id),
  secret_hash BLOB NOT NULL, token_last_verified_at INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;
`;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const seconds = () => Math.floor(Date.now() / 1000);

export async function open(path, { create = false } = {}) {
  const db = new Database(path);
  if (create) db.exec(ddl);
  const randomId = () => Array.from(randomBytes(16), (byte) => alphabet[byte >> 3]).join("");
  const find = db.prepare("SELECT * FROM auth_session WHERE id = ?");
  return {
    db,
    close: () => db.close(),
    createUser: async ({ attributes = {} } = {}) => {
      const row = { id: randomId(), username: null, age: null, verified: null, ...attributes };
      db.prepare("INSERT INTO user VALUES (?, ?, ?, ?)").run(
        row.id,
        row.username,
        row.age,
        row.verified === null ? null : Number(row.verified),
      );
      return userOf(row);
    },
    createSession: async (userId) => {
      const id = randomId();
      const secret = randomBytes(32);
      const now = seconds();
      db.prepare("INSERT INTO auth_session VALUES (?, ?, ?, ?, ?)").run(id, userId, sha256(secret), now, now);
      return { id, userId, token: `${id}.${secret.toString("base64")}` };
    },
    validate: async (token) => {
      const parts = token.split(".");
      if (parts.length !== 2 || !/^[A-Za-z0-9+/]*={0,2}$/.test(parts[1])) return refused;
      const row = find.get(parts[0]);
      if (!row) return refused;
      if (!timingSafeEqual(sha256(Buffer.from(parts[1], "base64")), row.secret_hash)) return refused;
      const now = seconds();
      if (now - row.token_last_verified_at >= 10 * day) return refused;
      if (now - row.token_last_verified_at >= hour)
        db.prepare("UPDATE auth_session SET token_last_verified_at = ? WHERE id = ?").run(now, row.id);
      const user = db.prepare("SELECT * FROM user WHERE id = ?").get(row.user_id);
      return { session: { id: row.id, userId: row.user_id }, user: userOf(user) };
    },
    invalidate: async (token) => db.prepare("DELETE FROM auth_session WHERE id = ?").run(token.split(".")[0]),
    invalidateAll: async (userId) => db.prepare("DELETE FROM auth_session WHERE user_id = ?").run(userId),
  };
}
