// SPDX-License-Identifier: MIT
// Lucia 2's page on Drizzle declares the two times as blob({ mode: "bigint" }). There Lucia itself stores a REAL, and
// Drizzle a BLOB of decimal digits. Cardea reads both, and writes what Lucia reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { blob, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { databases, generations, share } from "./lib/generations.mjs";
import { day, hour } from "./lib/times.mjs";

const sessions = sqliteTable("user_session", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull(),
  activeExpires: blob("active_expires", { mode: "bigint" }).notNull(),
  idleExpires: blob("idle_expires", { mode: "bigint" }).notNull(),
});

const setUp = async (t) => {
  const shared = await share(t, generations.v2, databases.sqlite, { timeType: "blob" });
  const user = await shared.lucia.createUser();
  const orm = drizzle(shared.db.driver);
  const stored = (id) =>
    shared.db.driver
      .prepare("SELECT typeof(active_expires) AS active, typeof(idle_expires) AS idle FROM user_session WHERE id = ?")
      .get(id);
  /** Written by Drizzle, `active` and `idle` in milliseconds from now. */
  const write = (active, idle) => {
    const id = "d".repeat(40);
    const times = { activeExpires: BigInt(Date.now() + active), idleExpires: BigInt(Date.now() + idle) };
    orm.insert(sessions).values({ id, userId: user.id, ...times }).run();
    assert.deepEqual(stored(id), { active: "blob", idle: "blob" });
    return { id, ...times };
  };
  return { ...shared, user, write, stored };
};
const iso = (milliseconds) => new Date(Number(milliseconds)).toISOString();

test("blob times, v2: Cardea reads the REAL that Lucia writes", async (t) => {
  const { lucia, cardea, user, stored } = await setUp(t);
  const made = await lucia.createSession(user.id);
  assert.deepEqual(stored(made.id), { active: "real", idle: "real" });
  const { session } = cardea.validate(made.id);
  assert.equal(session.activePeriodExpiresAt, made.activePeriodExpiresAt);
  assert.equal(session.idlePeriodExpiresAt, made.idlePeriodExpiresAt);
});

test("blob times, v2: Cardea reads the digits that Drizzle writes", async (t) => {
  const { cardea, write } = await setUp(t);
  const { id, activeExpires, idleExpires } = write(hour, day);
  const { session } = cardea.validate(id);
  assert.equal(session.activePeriodExpiresAt, iso(activeExpires));
  assert.equal(session.idlePeriodExpiresAt, iso(idleExpires));
  assert.deepEqual([session.state, session.fresh], ["active", false]);
});

test("blob times, v2: what Cardea writes there Lucia accepts", async (t) => {
  const { lucia, cardea, user, stored } = await setUp(t);
  const { session } = cardea.createSession(user.id);
  assert.notEqual(stored(session.id).active, "blob");
  assert.equal((await lucia.validate(session.id)).session.idlePeriodExpiresAt, session.idlePeriodExpiresAt);
});

test("blob times, v2: Cardea renews a row of digits, and Lucia accepts the result", async (t) => {
  const { lucia, cardea, write, stored } = await setUp(t);
  const { id } = write(-hour, day);
  const renewed = cardea.validate(id).session;
  assert.deepEqual([renewed.id, renewed.fresh], [id, true]);
  assert.notEqual(stored(id).idle, "blob");
  assert.equal((await lucia.validate(id)).session.idlePeriodExpiresAt, renewed.idlePeriodExpiresAt);
});

test("blob times, v2: an expired row of digits is refused and pruned, a live one is not", async (t) => {
  const { cardea, write, db, tables } = await setUp(t);
  cardea.refuse(write(-day, -hour).id);
  const prune = () => cardea.ok(["session", "prune"]).deleted;
  assert.equal(prune(), 1);
  write(hour, day);
  assert.equal(prune(), 0);
  assert.equal(await db.count(tables.session), 1);
});

test("blob times, v2: an expired REAL is refused and pruned, a live one is not", async (t) => {
  const { lucia, cardea, user, row, db, tables } = await setUp(t);
  await lucia.createSession(user.id);
  const dead = await lucia.createSession(user.id);
  await row.expire(dead.id);
  cardea.refuse(dead.id);
  assert.equal(cardea.ok(["session", "prune"]).deleted, 1);
  assert.equal(await db.count(tables.session), 1);
});
