// SPDX-License-Identifier: MIT
// lucia 3.2.2 with adapter-sqlite 3.0.2 on better-sqlite3. Lucia 3 has no keys and does not make users.
import "../lib/webcrypto.mjs";
import Database from "better-sqlite3";
import { generateId, Lucia } from "lucia";
import { BetterSqlite3Adapter } from "@lucia-auth/adapter-sqlite";
import { refused, sessionAttributesOf, sqliteAttributes, userAttributesOf, userOf } from "./shape.mjs";

export const layout = "lucia-v3";
export const sessionsHaveAttributes = true;
export const tables = { user: "user", session: "session" };

const q = (name) => `"${name.replaceAll('"', '""')}"`;

const ddl = (names) => `
CREATE TABLE ${q(names.user)} (id TEXT NOT NULL PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER);
CREATE TABLE ${q(names.session)} (id TEXT NOT NULL PRIMARY KEY, expires_at INTEGER NOT NULL, user_id TEXT NOT NULL,
  country TEXT, hits INTEGER, trusted INTEGER, FOREIGN KEY (user_id) REFERENCES ${q(names.user)}(id));
`;

const session = ({ id, userId, expiresAt, fresh, ...rest }) => ({
  id,
  userId,
  expiresAt: expiresAt.toISOString(),
  fresh,
  attributes: sessionAttributesOf(rest),
});

/** `adapter` makes another adapter than the raw one, on the same database. */
export async function open(path, { create = false, tables: names = tables, adapter, definition } = {}) {
  const db = new Database(path);
  if (create) db.exec(definition ?? ddl(names));
  const auth = new Lucia(adapter?.(db) ?? new BetterSqlite3Adapter(db, names), {
    getUserAttributes: userAttributesOf,
    getSessionAttributes: sessionAttributesOf,
  });
  return {
    db,
    auth,
    close: () => db.close(),
    /** The application's own statement, as Lucia's documentation has it. */
    createUser: async ({ attributes = {} } = {}) => {
      const row = { id: generateId(15), ...sqliteAttributes(attributes) };
      const columns = Object.keys(row);
      db.prepare(`INSERT INTO ${q(names.user)} (${columns}) VALUES (${columns.map(() => "?")})`).run(
        ...Object.values(row),
      );
      return userOf(row);
    },
    createSession: async (userId, attributes = {}) =>
      session(await auth.createSession(userId, sqliteAttributes(attributes))),
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
