// SPDX-License-Identifier: MIT
// lucia-auth 1.8.0 with adapter-sqlite 1.1.1 on better-sqlite3. The tables are those of its documentation; Lucia 1
// cannot rename them.
import "../lib/webcrypto.mjs";
import Database from "better-sqlite3";
import lucia from "lucia-v1";
import { betterSqlite3 } from "adapter-sqlite-v1";
import { answered, parseHeader, periods, refused, sqliteAttributes, userOf } from "./shape.mjs";

export const layout = "lucia-v1";
export const sessionsHaveAttributes = false;
export const tables = { user: "auth_user", session: "auth_session", key: "auth_key" };

const ddl = `
CREATE TABLE auth_user (id VARCHAR(31) NOT NULL, username TEXT, age INTEGER, verified INTEGER, PRIMARY KEY (id));
CREATE TABLE auth_session (id VARCHAR(127) NOT NULL, user_id VARCHAR(15) NOT NULL, active_expires BIGINT NOT NULL,
  idle_expires BIGINT NOT NULL, PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES auth_user(id));
CREATE TABLE auth_key (id VARCHAR(255) NOT NULL, user_id VARCHAR(15) NOT NULL, hashed_password VARCHAR(255),
  primary_key INT2 NOT NULL, expires BIGINT, PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES auth_user(id));
`;

export async function open(path, { create = false, production = false } = {}) {
  const db = new Database(path);
  if (create) db.exec(ddl);
  const auth = lucia({
    adapter: betterSqlite3(db),
    env: production ? "PROD" : "DEV",
    transformDatabaseUser: (row) => row,
  });
  const session = (made) => ({ id: made.sessionId, userId: made.userId, ...periods(made), attributes: {} });
  return {
    db,
    auth,
    close: () => db.close(),
    createUser: async ({ attributes = {}, key = null } = {}) =>
      userOf(await auth.createUser({ primaryKey: key, attributes: sqliteAttributes(attributes) })),
    getUser: async (id) => userOf(await auth.getUser(id)),
    updateUser: async (id, attributes) => userOf(await auth.updateUserAttributes(id, sqliteAttributes(attributes))),
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
