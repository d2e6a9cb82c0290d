// SPDX-License-Identifier: MIT
// lucia-auth 0.6.2 with adapter-prisma 0.4.0 on Prisma 7. The tables are as Prisma makes them on SQLite.
import "../lib/webcrypto.mjs";
import lucia from "lucia-v0";
import prismaAdapter from "adapter-prisma-v0";
import { openPrisma } from "../lib/prisma-client.mjs";
import { models } from "./prisma-models.mjs";
import { answered, parseHeader, refused, userOf } from "./shape.mjs";

export const layout = "lucia-v0";
export const sessionsHaveAttributes = false;
export const tables = { sqlite: { user: "user", session: "session", key: "key" } };

const owner = (table) =>
  `CONSTRAINT "${table}_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE`;
const ddl = `
CREATE TABLE "user" ("id" TEXT NOT NULL PRIMARY KEY, "username" TEXT, "age" INTEGER, "verified" BOOLEAN);
CREATE TABLE "session" ("id" TEXT NOT NULL PRIMARY KEY, "user_id" TEXT NOT NULL, "active_expires" BIGINT NOT NULL,
  "idle_expires" BIGINT NOT NULL, ${owner("session")});
CREATE TABLE "key" ("id" TEXT NOT NULL PRIMARY KEY, "hashed_password" TEXT, "user_id" TEXT NOT NULL,
  "primary" BOOLEAN NOT NULL, ${owner("key")});
CREATE UNIQUE INDEX "user_id_key" ON "user"("id");
CREATE UNIQUE INDEX "session_id_key" ON "session"("id");
CREATE INDEX "session_user_id_idx" ON "session"("user_id");
CREATE UNIQUE INDEX "key_id_key" ON "key"("id");
CREATE INDEX "key_user_id_idx" ON "key"("user_id");
`;

/** In the words of Lucia 1, which Cardea's command line uses for both. */
const session = (made) => ({
  id: made.sessionId,
  userId: made.userId,
  activePeriodExpiresAt: made.activePeriodExpires.toISOString(),
  idlePeriodExpiresAt: made.idlePeriodExpires.toISOString(),
  state: made.state,
  fresh: made.isFresh,
  attributes: {},
});
const keyOf = ({ isPrimary, isPasswordDefined, ...key }) => ({
  ...key,
  type: "persistent",
  primary: isPrimary,
  passwordDefined: isPasswordDefined,
});

/** `prisma` is another client than that of the tables here; the caller disconnects it. */
export async function open(db, { create = false, production = false, prisma: given } = {}) {
  if (create) await db.script(ddl);
  const prisma = given ?? openPrisma("sqlite", models.v0, db.url);
  const auth = lucia({
    adapter: prismaAdapter(prisma),
    env: production ? "PROD" : "DEV",
    transformUserData: (row) => row,
  });
  return {
    auth,
    close: () => (given ? undefined : prisma.$disconnect()),
    createUser: async ({ attributes = {}, key = null } = {}) => userOf(await auth.createUser({ key, attributes })),
    getUser: async (id) => userOf(await auth.getUser(id)),
    updateUser: async (id, attributes) => userOf(await auth.updateUserAttributes(id, attributes)),
    deleteUser: (id) => auth.deleteUser(id),
    createKey: async (userId, key) => keyOf(await auth.createKey(userId, key)),
    useKey: async (provider, id, password) => keyOf(await auth.validateKeyPassword(provider, id, password)),
    listKeys: async (userId) => (await auth.getAllUserKeys(userId)).map(keyOf),
    setPassword: (provider, id, password) => auth.updateKeyPassword(provider, id, password),
    deleteKey: (provider, id) => auth.deleteKey(provider, id),
    createSession: async (userId) => session(await auth.createSession(userId)),
    validate: (token) =>
      answered(refused, async () => {
        const found = await auth.validateSessionUser(token);
        return { session: session(found.session), user: userOf(found.user) };
      }),
    listSessions: async (userId) =>
      (await auth.getAllUserSessions(userId)).filter((found) => found !== null).map(session),
    invalidate: (token) => auth.invalidateSession(token),
    invalidateAll: (userId) => auth.invalidateAllUserSessions(userId),
    cookie: ({ id, idlePeriodExpiresAt }) =>
      auth.createSessionCookies({ sessionId: id, idlePeriodExpires: new Date(idlePeriodExpiresAt) })[0].serialize(),
    blankCookie: () => auth.createSessionCookies(null)[0].serialize(),
    parseCookie: (cookie) =>
      parseHeader(cookie, (request) => auth.validateRequestHeaders({ ...request, headers: new Headers({ cookie }) })),
  };
}
