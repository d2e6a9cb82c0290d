// SPDX-License-Identifier: MIT
// lucia 2.7.7 with adapter-sqlite 2.0.1 on better-sqlite3, adapter-postgresql 2.0.2 on pg and adapter-mysql 2.1.0 on
// mysql2.
import "../lib/webcrypto.mjs";
import { lucia } from "lucia-v2";
import { mysql2 } from "adapter-mysql-v2";
import { pg } from "adapter-postgresql-v2";
import { betterSqlite3 } from "adapter-sqlite-v2";
import { answered, periods, quoted, refused, sessionAttributesOf, userAttributesOf } from "./shape.mjs";

export const layout = "lucia-v2";
export const sessionsHaveAttributes = true;
const names = { user: "auth_user", session: "user_session", key: "user_key" };
export const tables = { sqlite: { ...names, user: "user" }, postgres: names, mysql: names };

/** Lucia's documentation, and its page on Drizzle, differ in `timeType`, the declared type of the two times. */
const ddl = {
  sqlite: ({ user, session, key }, timeType = "INTEGER") => `
CREATE TABLE ${user} (id TEXT NOT NULL PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER);
CREATE TABLE ${key} (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL, hashed_password TEXT,
  FOREIGN KEY (user_id) REFERENCES ${user}(id));
CREATE TABLE ${session} (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL, active_expires ${timeType} NOT NULL,
  idle_expires ${timeType} NOT NULL, country TEXT, hits INTEGER, trusted INTEGER,
  FOREIGN KEY (user_id) REFERENCES ${user}(id));`,
  postgres: ({ user, session, key }) => `
CREATE TABLE ${user} (id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified BOOLEAN);
CREATE TABLE ${key} (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES ${user}(id), hashed_password TEXT);
CREATE TABLE ${session} (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES ${user}(id),
  active_expires BIGINT NOT NULL, idle_expires BIGINT NOT NULL, country TEXT, hits BIGINT, trusted BOOLEAN);`,
  mysql: ({ user, session, key }, timeType = "BIGINT UNSIGNED") => `
CREATE TABLE ${user} (id VARCHAR(15) NOT NULL PRIMARY KEY, username VARCHAR(255), age INT, verified BOOLEAN);
CREATE TABLE ${key} (id VARCHAR(255) NOT NULL PRIMARY KEY, user_id VARCHAR(15) NOT NULL, hashed_password VARCHAR(255),
  FOREIGN KEY (user_id) REFERENCES ${user}(id));
CREATE TABLE ${session} (id VARCHAR(127) NOT NULL PRIMARY KEY, user_id VARCHAR(15) NOT NULL,
  active_expires ${timeType} NOT NULL, idle_expires ${timeType} NOT NULL, country VARCHAR(255), hits BIGINT,
  trusted BOOLEAN, FOREIGN KEY (user_id) REFERENCES ${user}(id));`,
};

const adapters = { sqlite: betterSqlite3, postgres: pg, mysql: mysql2 };

const userOf = ({ userId, ...rest }) => ({ id: userId, attributes: userAttributesOf(rest) });
const session = (made) => ({
  id: made.sessionId,
  userId: made.user.userId,
  ...periods(made),
  attributes: sessionAttributesOf(made),
});

/** `adapter` makes another adapter than the raw one, on the same database. */
export async function open(db, options = {}) {
  const { create = false, production = false, tables: named = tables[db.kind], timeType } = options;
  const { adapter = adapters[db.kind] } = options;
  if (create) await db.script(ddl[db.kind](quoted(db, named), timeType));
  const auth = lucia({
    adapter: adapter(db.driver, named),
    env: production ? "PROD" : "DEV",
    getUserAttributes: userAttributesOf,
    getSessionAttributes: sessionAttributesOf,
  });
  return {
    auth,
    createUser: async ({ attributes = {}, key = null } = {}) =>
      userOf(await auth.createUser({ key, attributes: db.attributes(attributes) })),
    getUser: async (id) => userOf(await auth.getUser(id)),
    updateUser: async (id, attributes) => userOf(await auth.updateUserAttributes(id, db.attributes(attributes))),
    deleteUser: (id) => auth.deleteUser(id),
    createKey: (userId, key) => auth.createKey({ userId, ...key }),
    useKey: (provider, id, password) => auth.useKey(provider, id, password),
    listKeys: (userId) => auth.getAllUserKeys(userId),
    setPassword: (provider, id, password) => auth.updateKeyPassword(provider, id, password),
    deleteKey: (provider, id) => auth.deleteKey(provider, id),
    createSession: async (userId, attributes = {}) =>
      session(await auth.createSession({ userId, attributes: db.attributes(attributes) })),
    validate: (token) =>
      answered(refused, async () => {
        const found = await auth.validateSession(token);
        return { session: session(found), user: userOf(found.user) };
      }),
    listSessions: async (userId) => (await auth.getAllUserSessions(userId)).map(session),
    invalidate: (token) => auth.invalidateSession(token),
    invalidateAll: (userId) => auth.invalidateAllUserSessions(userId),
    cookie: ({ id, idlePeriodExpiresAt }) =>
      auth.createSessionCookie({ sessionId: id, idlePeriodExpiresAt: new Date(idlePeriodExpiresAt) }).serialize(),
    blankCookie: () => auth.createSessionCookie(null).serialize(),
    parseCookie: (cookie) => auth.readSessionCookie(cookie) || null,
  };
}
