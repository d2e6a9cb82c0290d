// SPDX-License-Identifier: MIT
// lucia 2.7.7 with adapter-sqlite 2.0.1 on better-sqlite3.
import "../lib/webcrypto.mjs";
import Database from "better-sqlite3";
import { lucia } from "lucia-v2";
import { betterSqlite3 } from "adapter-sqlite-v2";
import { answered, periods, refused, sessionAttributesOf, sqliteAttributes, userAttributesOf } from "./shape.mjs";

export const layout = "lucia-v2";
export const sessionsHaveAttributes = true;
export const tables = { user: "user", session: "user_session", key: "user_key" };

const q = (name) => `"${name.replaceAll('"', '""')}"`;

/** `timeType` is the declared type of the two times: Lucia's documentation says INTEGER, its page on Drizzle blob. */
const ddl = (names, timeType) => `
CREATE TABLE ${q(names.user)} (id TEXT NOT NULL PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER);
CREATE TABLE ${q(names.key)} (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL, hashed_password TEXT,
  FOREIGN KEY (user_id) REFERENCES ${q(names.user)}(id));
CREATE TABLE ${q(names.session)} (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL,
  active_expires ${timeType} NOT NULL, idle_expires ${timeType} NOT NULL, country TEXT, hits INTEGER, trusted INTEGER,
  FOREIGN KEY (user_id) REFERENCES ${q(names.user)}(id));
`;

const userOf = ({ userId, ...rest }) => ({ id: userId, attributes: userAttributesOf(rest) });
const session = (made) => ({
  id: made.sessionId,
  userId: made.user.userId,
  ...periods(made),
  attributes: sessionAttributesOf(made),
});

export async function open(path, options = {}) {
  const { create = false, production = false, tables: names = tables, timeType = "INTEGER" } = options;
  const db = new Database(path);
  if (create) db.exec(ddl(names, timeType));
  const auth = lucia({
    adapter: betterSqlite3(db, names),
    env: production ? "PROD" : "DEV",
    getUserAttributes: userAttributesOf,
    getSessionAttributes: sessionAttributesOf,
  });
  return {
    db,
    auth,
    close: () => db.close(),
    createUser: async ({ attributes = {}, key = null } = {}) =>
      userOf(await auth.createUser({ key, attributes: sqliteAttributes(attributes) })),
    getUser: async (id) => userOf(await auth.getUser(id)),
    updateUser: async (id, attributes) => userOf(await auth.updateUserAttributes(id, sqliteAttributes(attributes))),
    deleteUser: (id) => auth.deleteUser(id),
    createKey: (userId, key) => auth.createKey({ userId, ...key }),
    useKey: (provider, id, password) => auth.useKey(provider, id, password),
    listKeys: (userId) => auth.getAllUserKeys(userId),
    setPassword: (provider, id, password) => auth.updateKeyPassword(provider, id, password),
    deleteKey: (provider, id) => auth.deleteKey(provider, id),
    createSession: async (userId, attributes = {}) =>
      session(await auth.createSession({ userId, attributes: sqliteAttributes(attributes) })),
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
