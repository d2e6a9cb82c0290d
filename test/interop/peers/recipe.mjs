// SPDX-License-Identifier: MIT
// A small program by the description of Lucia's single-file recipe, which has no package: sessions whose token is an id
// and a secret, of which the table keeps the hash. It makes no users and no keys, and knows no absolute limit.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { refused, userOf } from "./shape.mjs";

export const layout = "cardea";
export const sessionsHaveAttributes = false;
const names = { user: "user", session: "auth_session" };
export const tables = { sqlite: names, postgres: names, mysql: names };
export const cardeaTables = names;

const hour = 3600;
const day = 24 * hour;
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

const ddl = {
  sqlite: `
CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER) STRICT;
CREATE TABLE auth_session (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user(id),
  secret_hash BLOB NOT NULL, token_last_verified_at INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;`,
  postgres: `
CREATE TABLE "user" (id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified BOOLEAN);
CREATE TABLE auth_session (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES "user"(id),
  secret_hash BYTEA NOT NULL, token_last_verified_at BIGINT NOT NULL, created_at BIGINT NOT NULL);`,
  mysql: `
CREATE TABLE user (id VARCHAR(255) PRIMARY KEY, username VARCHAR(255), age INT, verified BOOLEAN);
CREATE TABLE auth_session (id VARCHAR(255) PRIMARY KEY, user_id VARCHAR(255) NOT NULL REFERENCES user(id),
  secret_hash VARBINARY(32) NOT NULL, token_last_verified_at BIGINT NOT NULL, created_at BIGINT NOT NULL);`,
};

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const seconds = () => Math.floor(Date.now() / 1000);

export async function open(db, { create = false } = {}) {
  if (create) await db.script(ddl[db.kind]);
  const randomId = () => Array.from(randomBytes(16), (byte) => alphabet[byte >> 3]).join("");
  return {
    createUser: async ({ attributes = {} } = {}) => {
      const row = { id: randomId(), ...attributes };
      await db.insert("user", row);
      return userOf(row);
    },
    createSession: async (userId) => {
      const id = randomId();
      const secret = randomBytes(32);
      const now = seconds();
      const row = { id, user_id: userId, secret_hash: sha256(secret), token_last_verified_at: now, created_at: now };
      await db.insert("auth_session", row);
      return { id, userId, token: `${id}.${secret.toString("base64")}` };
    },
    validate: async (token) => {
      const parts = token.split(".");
      if (parts.length !== 2 || !/^[A-Za-z0-9+/]*={0,2}$/.test(parts[1])) return refused;
      const row = await db.row("auth_session", { id: parts[0] });
      if (!row) return refused;
      if (!timingSafeEqual(sha256(Buffer.from(parts[1], "base64")), row.secret_hash)) return refused;
      const now = seconds();
      if (now - row.token_last_verified_at >= 10 * day) return refused;
      if (now - row.token_last_verified_at >= hour)
        await db.update("auth_session", { token_last_verified_at: now }, { id: row.id });
      const user = await db.row("user", { id: row.user_id });
      return { session: { id: row.id, userId: row.user_id }, user: userOf(user) };
    },
    invalidate: (token) => db.remove("auth_session", { id: token.split(".")[0] }),
    invalidateAll: (userId) => db.remove("auth_session", { user_id: userId }),
  };
}
