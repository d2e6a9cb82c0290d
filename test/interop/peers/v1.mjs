// SPDX-License-Identifier: MIT
// lucia-auth 1.8.0 with adapter-sqlite 1.1.1 on better-sqlite3, adapter-postgresql 1.0.1 on pg and adapter-mysql 1.1.1
// on mysql2. The tables are those of its documentation; Lucia 1 cannot rename them.
import "../lib/webcrypto.mjs";
import lucia from "lucia-v1";
import { mysql2 } from "adapter-mysql-v1";
import { pg } from "adapter-postgresql-v1";
import { betterSqlite3 } from "adapter-sqlite-v1";
import { answered, parseHeader, periods, refused, userOf } from "./shape.mjs";

export const layout = "lucia-v1";
export const sessionsHaveAttributes = false;
const names = { user: "auth_user", session: "auth_session", key: "auth_key" };
export const tables = { sqlite: names, postgres: names, mysql: names };

const ddl = {
  sqlite: () => `
CREATE TABLE auth_user (id VARCHAR(31) NOT NULL, username TEXT, age INTEGER, verified INTEGER, PRIMARY KEY (id));
CREATE TABLE auth_session (id VARCHAR(127) NOT NULL, user_id VARCHAR(15) NOT NULL, active_expires BIGINT NOT NULL,
  idle_expires BIGINT NOT NULL, PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES auth_user(id));
CREATE TABLE auth_key (id VARCHAR(255) NOT NULL, user_id VARCHAR(15) NOT NULL, hashed_password VARCHAR(255),
  primary_key INT2 NOT NULL, expires BIGINT, PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES auth_user(id));`,
  postgres: () => `
CREATE TABLE auth_user (id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified BOOLEAN);
CREATE TABLE auth_session (id TEXT PRIMARY KEY, user_id TEXT REFERENCES auth_user(id) NOT NULL,
  active_expires BIGINT NOT NULL, idle_expires BIGINT NOT NULL);
CREATE TABLE auth_key (id TEXT PRIMARY KEY, user_id TEXT REFERENCES auth_user(id) NOT NULL,
  primary_key BOOLEAN NOT NULL, hashed_password TEXT, expires BIGINT);`,
  mysql: (timeType = "BIGINT UNSIGNED") => `
CREATE TABLE auth_user (id VARCHAR(15) NOT NULL, username VARCHAR(255), age INT, verified BOOLEAN, PRIMARY KEY (id));
CREATE TABLE auth_session (id VARCHAR(127) NOT NULL, user_id VARCHAR(15) NOT NULL, active_expires ${timeType} NOT NULL,
  idle_expires ${timeType} NOT NULL, PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES auth_user(id));
CREATE TABLE auth_key (id VARCHAR(255) NOT NULL, user_id VARCHAR(15) NOT NULL, primary_key TINYINT UNSIGNED NOT NULL,
  hashed_password VARCHAR(255), expires ${timeType}, PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES auth_user(id));`,
};

const adapters = { sqlite: betterSqlite3, postgres: pg, mysql: mysql2 };

/**
 * `timeType` is the declared type of the times, where it is not the documentation's; `adapter` makes another adapter
 * than the raw one, on the same database.
 */
export async function open(db, options = {}) {
  const { create = false, production = false, timeType, adapter = adapters[db.kind] } = options;
  if (create) await db.script(ddl[db.kind](timeType));
  const auth = lucia({
    adapter: adapter(db.driver),
    env: production ? "PROD" : "DEV",
    transformDatabaseUser: (row) => row,
  });
  const session = (made) => ({ id: made.sessionId, userId: made.userId, ...periods(made), attributes: {} });
  return {
    auth,
    createUser: async ({ attributes = {}, key = null } = {}) =>
      userOf(await auth.createUser({ primaryKey: key, attributes: db.attributes(attributes) })),
    getUser: async (id) => userOf(await auth.getUser(id)),
    updateUser: async (id, attributes) => userOf(await auth.updateUserAttributes(id, db.attributes(attributes))),
    deleteUser: (id) => auth.deleteUser(id),
    createKey: (userId, key) => auth.createKey(userId, { type: "persistent", ...key }),
    createSingleUseKey: (userId, key) => auth.createKey(userId, { type: "single_use", ...key }),
    useKey: (provider, id, password) => auth.useKey(provider, id, password),
    listKeys: (userId) => auth.getAllUserKeys(userId),
    setPassword: (provider, id, password) => auth.updateKeyPassword(provider, id, password),
    deleteKey: (provider, id) => auth.deleteKey(provider, id),
    createSession: async (userId) => session(await auth.createSession(userId)),
    validate: (token) =>
      answered(refused, async () => {
        const found = await auth.validateSessionUser(token);
        return { session: session(found.session), user: userOf(found.user) };
      }),
    listSessions: async (userId) => (await auth.getAllUserSessions(userId)).map(session),
    invalidate: (token) => auth.invalidateSession(token),
    invalidateAll: (userId) => auth.invalidateAllUserSessions(userId),
    cookie: ({ id, idlePeriodExpiresAt }) =>
      auth.createSessionCookie({ sessionId: id, idlePeriodExpiresAt: new Date(idlePeriodExpiresAt) }).serialize(),
    blankCookie: () => auth.createSessionCookie(null).serialize(),
    parseCookie: (cookie) => parseHeader(cookie, (headers) => auth.parseRequestHeaders(headers)),
  };
}
