// SPDX-License-Identifier: MIT
// Every Lucia on Prisma 7: lucia-auth 0.6.2 with adapter-prisma 0.4.0, lucia-auth 1.8.0 with 2.0.0, lucia 2.7.7 with
// 3.0.2 and lucia 3.2.2 with 4.0.1.
import adapterV1 from "adapter-prisma-v1";
import { prisma as adapterV2 } from "adapter-prisma-v2";
import { PrismaAdapter } from "adapter-prisma-v3";
import { generateId } from "lucia";
import { userOf } from "./shape.mjs";
import * as v0 from "./v0.mjs";
import * as v1 from "./v1.mjs";
import * as v2 from "./v2.mjs";
import * as v3 from "./v3.mjs";

/** Lucia 3 leaves users to the application, which asks Prisma as for everything else. */
const withUsers = (lucia, prisma) => ({
  ...lucia,
  createUser: async ({ attributes = {} } = {}) =>
    userOf(await prisma.user.create({ data: { id: generateId(15), ...attributes } })),
});

const openers = {
  v0: (db, prisma) => v0.open(db, { prisma }),
  v1: (db, prisma) => v1.open(db, { adapter: () => adapterV1(prisma) }),
  v2: (db, prisma) => v2.open(db, { adapter: () => adapterV2(prisma) }),
  v3: async (db, prisma) =>
    withUsers(await v3.open(db, { adapter: () => new PrismaAdapter(prisma.session, prisma.user) }), prisma),
};

export const peers = { v0, v1, v2, v3 };

/** That Lucia through the client `prisma`, whose database is `db`. */
export const open = (name, db, prisma) =>
  // Prisma takes a boolean on SQLite too.
  openers[name]({ ...db, attributes: (given) => given }, prisma);
