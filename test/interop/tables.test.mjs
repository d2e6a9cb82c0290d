// SPDX-License-Identifier: MIT
// Tables and columns of other names, where Lucia allows them: Lucia 2 and 3 rename tables, Drizzle renames columns.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DrizzleSQLiteAdapter } from "@lucia-auth/adapter-drizzle";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { join } from "node:path";
import { cardea } from "./lib/cardea.mjs";
import { generations, scratch, share } from "./lib/generations.mjs";
import { sessionRow } from "./lib/times.mjs";

const ada = { username: "ada", age: 36, verified: true };
const names = {
  plain: { user: "people", session: "logins", key: "login_keys" },
  "a keyword": { user: "order", session: "group", key: "select" },
  quoted: { user: "My Users", session: "my-sessions", key: 'k"ey' },
};

for (const generation of ["v2", "v3"]) {
  const peer = generations[generation];
  for (const [kind, tables] of Object.entries(names)) {
    test(`renamed tables, ${generation}, ${kind}: each accepts the other's sessions and revocations`, async (t) => {
      const { lucia, cardea, db } = await share(t, peer, { tables });
      const row = sessionRow(db, peer, tables.session);
      const user = await lucia.createUser({ attributes: ada });
      const made = await lucia.createSession(user.id);
      assert.deepEqual(cardea.validate(made.id).user, user);
      const { token } = cardea.createSession(user.id);
      assert.deepEqual((await lucia.validate(token)).user, user);
      cardea.revoke(made.id);
      assert.equal(row.exists(made.id), false);
      await lucia.invalidate(token);
      cardea.refuse(token);
      if (generation === "v3") return;
      const { user: second } = cardea.createUser({ attributes: ada, key: { name: "username:ada", password: "hunter2!" } });
      assert.equal((await lucia.useKey("username", "ada", "hunter2!")).userId, second.id);
    });
  }
}

describe("renamed columns, v3 through Drizzle's adapter", () => {
  const people = sqliteTable("people", {
    id: text("person_id").primaryKey(),
    username: text("username"),
    age: integer("age"),
    verified: integer("verified"),
  });
  const logins = sqliteTable("logins", {
    id: text("login_id").primaryKey(),
    userId: text("userId").notNull(),
    expiresAt: integer("expiresAt").notNull(),
    country: text("country"),
  });
  const definition = `
    CREATE TABLE people (person_id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER);
    CREATE TABLE logins (login_id TEXT PRIMARY KEY, userId TEXT NOT NULL REFERENCES people(person_id),
      expiresAt INTEGER NOT NULL, country TEXT);`;

  const setUp = async (t) => {
    const path = join(scratch(t), "app.db");
    const lucia = await generations.v3.open(path, {
      create: true,
      definition,
      adapter: (db) => new DrizzleSQLiteAdapter(drizzle(db), logins, people),
    });
    t.after(() => lucia.close());
    lucia.db.prepare("INSERT INTO people VALUES ('ada', 'ada', 36, 1)").run();
    const program = cardea({
      db: path,
      layout: "lucia-v3",
      tables: { user: "people", session: "logins" },
      columns: {
        "user.id": "person_id",
        "session.id": "login_id",
        "session.user_id": "userId",
        "session.expires_at": "expiresAt",
      },
      userAttributes: "username:string?,age:integer?,verified:boolean?",
      sessionAttributes: "country:string?",
    });
    return { lucia, cardea: program };
  };

  test("Cardea accepts a session that Lucia made, and the reverse", async (t) => {
    const { lucia, cardea } = await setUp(t);
    const made = await lucia.createSession("ada", { country: "fr" });
    const seen = cardea.validate(made.id);
    assert.deepEqual(seen.user, { id: "ada", attributes: ada });
    assert.equal(seen.session.attributes.country, "fr");
    const { token } = cardea.createSession("ada", { country: "de" });
    const found = await lucia.validate(token);
    assert.deepEqual([found.user.id, found.session.attributes.country], ["ada", "de"]);
  });

  test("a renewal by Cardea is seen by Lucia", async (t) => {
    const { lucia, cardea } = await setUp(t);
    const made = await lucia.createSession("ada");
    lucia.db.prepare("UPDATE logins SET expiresAt = ?").run(Math.floor(Date.now() / 1000) + 3600);
    const renewed = cardea.validate(made.id).session;
    assert.equal(renewed.fresh, true);
    const seen = Math.floor(Date.parse((await lucia.validate(made.id)).session.expiresAt) / 1000);
    assert.equal(seen, Math.floor(Date.parse(renewed.expiresAt) / 1000));
  });
});
