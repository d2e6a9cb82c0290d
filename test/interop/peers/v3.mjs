// SPDX-License-Identifier: MIT
// lucia 3.2.2 with adapter-sqlite 3.0.2 on better-sqlite3, adapter-postgresql 3.1.2 on pg and adapter-mysql 3.0.2 on
// mysql2. Lucia 3 has no keys and does not make users.
import "../lib/webcrypto.mjs";
import { generateId, Lucia } from "lucia";
import { Mysql2Adapter } from "@lucia-auth/adapter-mysql";
import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { BetterSqlite3Adapter } from "@lucia-auth/adapter-sqlite";
import { quoted, refused, sessionAttributesOf, userAttributesOf, userOf } from "./shape.mjs";

export const layout = "lucia-v3";
export const sessionsHaveAttributes = true;
export const tables = {
  sqlite: { user: "user", session: "session" },
  postgres: { user: "auth_user", session: "user_session" },
  mysql: { user: "user", session: "user_session" },
};

const ddl = {
  sqlite: ({ user, session }) => `
CREATE TABLE ${user} (id TEXT NOT NULL PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER);
CREATE TABLE ${session} (id TEXT NOT NULL PRIMARY KEY, expires_at INTEGER NOT NULL, user_id TEXT NOT NULL,
  country TEXT, hits INTEGER, trusted INTEGER, FOREIGN KEY (user_id) REFERENCES ${user}(id));`,
  postgres: ({ user, session }) => `
CREATE TABLE ${user} (id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified BOOLEAN);
CREATE TABLE ${session} (id TEXT PRIMARY KEY, expires_at TIMESTAMPTZ NOT NULL,
  user_id TEXT NOT NULL REFERENCES ${user}(id), country TEXT, hits BIGINT, trusted BOOLEAN);`,
  mysql: ({ user, session }, timeType = "DATETIME") => `
CREATE TABLE ${user} (id VARCHAR(255) PRIMARY KEY, username VARCHAR(255), age INT, verified BOOLEAN);
CREATE TABLE ${session} (id VARCHAR(255) PRIMARY KEY, expires_at ${timeType} NOT NULL,
  user_id VARCHAR(255) NOT NULL REFERENCES ${user}(id), country VARCHAR(255), hits BIGINT, trusted BOOLEAN);`,
};

const adapters = {
  sqlite: (driver, names) => new BetterSqlite3Adapter(driver, names),
  postgres: (driver, names) => new NodePostgresAdapter(driver, names),
  mysql: (driver, names) => new Mysql2Adapter(driver, names),
};

const session = ({ id, userId, expiresAt, fresh, ...rest }) => ({
  id,
  userId,
  expiresAt: expiresAt.toISOString(),
  fresh,
  attributes: sessionAttributesOf(rest),
});

/**
 * `adapter` makes another adapter than the raw one, on the same database; `timeType` is the declared type of the time on
 * MySQL, where it is not the documentation's.
 */
export async function open(db, options = {}) {
  const { create = false, tables: named = tables[db.kind], definition, timeType } = options;
  const { adapter = adapters[db.kind] } = options;
  if (create) await db.script(definition ?? ddl[db.kind](quoted(db, named), timeType));
  const auth = new Lucia(adapter(db.driver, named), {
    getUserAttributes: userAttributesOf,
    getSessionAttributes: sessionAttributesOf,
  });
  return {
    auth,
    /** The application's own statement, as Lucia's documentation has it. */
    createUser: async ({ attributes = {} } = {}) => {
      const row = { id: generateId(15), ...attributes };
      await db.insert(named.user, row);
      return userOf(row);
    },
    createSession: async (userId, attributes = {}) =>
      session(await auth.createSession(userId, db.attributes(attributes))),
    validate: async (token) => {
      const found = await auth.validateSession(token);
      if (!found.session) return refused;
      const { id, ...attributes } = found.user;
      return { session: session(found.session), user: { id, attributes: userAttributesOf(attributes) } };
    },
    listSessions: async (userId) => (await auth.getUserSessions(userId)).map(session),
    invalidate: (token) => auth.invalidateSession(token),
    invalidateAll: (userId) => auth.invalidateUserSessions(userId),
    prune: () => auth.deleteExpiredSessions(),
    cookie: ({ id }) => auth.createSessionCookie(id).serialize(),
    blankCookie: () => auth.createBlankSessionCookie().serialize(),
    parseCookie: (cookie) => auth.readSessionCookie(cookie) || null,
  };
}
