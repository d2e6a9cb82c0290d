// SPDX-License-Identifier: MIT
// A Lucia on a Prisma client and Cardea, on one database.
import { after, before } from "node:test";
import { cardea } from "./cardea.mjs";
import { sessionAttributes, userAttributes } from "./generations.mjs";
import { schema } from "./kysely.mjs";
import { creation } from "./prisma.mjs";
import { openPrisma } from "./prisma-client.mjs";
import { open, peers } from "../peers/on-prisma.mjs";
import { models, options as tablesOf } from "../peers/prisma-models.mjs";

export const ada = { username: "ada", age: 36, verified: true };

/** `by` made the tables: "cardea" those of its own models, "prisma" those of Lucia's page. */
async function share(t, name, database, by, version) {
  const db = await database.open(t);
  const { layout, sessionsHaveAttributes } = peers[name];
  const times = name === "v3" && db.kind === "sqlite" ? ["--times", "iso8601"] : [];
  const options = ["--layout", layout, ...times, "--user-attributes", userAttributes];
  if (sessionsHaveAttributes) options.push("--session-attributes", sessionAttributes);
  if (by === "prisma") options.push(...tablesOf[name]);
  const program = cardea({ db: db.url, options });
  if (by === "prisma") await db.script(await creation(db.kind, models[name]));
  else program.ok(["migrate"]);
  const text = by === "prisma" ? models[name] : schema("prisma", db.kind, options);
  const prisma = openPrisma(db.kind, text, db.url, { version });
  t.after(() => prisma.$disconnect());
  const lucia = await open(name, db, prisma);
  const user = await lucia.createUser({ attributes: ada });
  const sessions = name === "v1" ? prisma.authSession : prisma.session;
  return { name, db, cardea: program, prisma, lucia, user, sessions };
}

/** The same for every test of a suite: gives what they share, once they run. */
export function shared(name, database, by, version) {
  const ends = [];
  let made;
  before(async () => {
    made = await share({ after: (end) => ends.push(end) }, name, database, by, version);
  });
  after(async () => {
    // Connections before their database.
    for (const end of ends.reverse()) await end();
  });
  return () => made;
}

/** That session's times, of both sides in the same words. */
export const timesOf = ({ expiresAt, activePeriodExpiresAt, idlePeriodExpiresAt }) =>
  expiresAt ?? [activePeriodExpiresAt, idlePeriodExpiresAt];
