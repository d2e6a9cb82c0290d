// SPDX-License-Identifier: MIT
// Columns of other names, which Drizzle's adapter for Lucia 3 allows.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DrizzleMySQLAdapter, DrizzlePostgreSQLAdapter, DrizzleSQLiteAdapter } from "@lucia-auth/adapter-drizzle";
import { drizzle as onSqlite } from "drizzle-orm/better-sqlite3";
import * as mysql from "drizzle-orm/mysql-core";
import { drizzle as onMysql } from "drizzle-orm/mysql2";
import { drizzle as onPostgres } from "drizzle-orm/node-postgres";
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import { everywhere, share } from "./lib/generations.mjs";
import { hour } from "./lib/times.mjs";

const ada = { username: "ada", age: 36, verified: true };
const tables = { user: "people", session: "logins" };
const columns = {
  "user.id": "person_id",
  "session.id": "login_id",
  "session.user_id": "userId",
  "session.expires_at": "expiresAt",
};

/** The two tables of a Drizzle schema: how one makes a table, and the types of its columns. */
const schema = (table, { text, integer, boolean, time }) => ({
  people: table("people", {
    id: text("person_id").primaryKey(),
    username: text("username"),
    age: integer("age"),
    verified: boolean("verified"),
  }),
  logins: table("logins", {
    id: text("login_id").primaryKey(),
    userId: text("userId").notNull(),
    expiresAt: time("expiresAt").notNull(),
    country: text("country"),
  }),
});

const drizzles = {
  sqlite: {
    ...schema(sqlite.sqliteTable, { ...sqlite, boolean: sqlite.integer, time: sqlite.integer }),
    adapter: (driver, { logins, people }) => new DrizzleSQLiteAdapter(onSqlite(driver), logins, people),
    definition: `
      CREATE TABLE people (person_id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified INTEGER);
      CREATE TABLE logins (login_id TEXT PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES people(person_id),
        "expiresAt" INTEGER NOT NULL, country TEXT);`,
  },
  postgres: {
    ...schema(pg.pgTable, { ...pg, time: (name) => pg.timestamp(name, { withTimezone: true, mode: "date" }) }),
    adapter: (driver, { logins, people }) => new DrizzlePostgreSQLAdapter(onPostgres(driver), logins, people),
    definition: `
      CREATE TABLE people (person_id TEXT PRIMARY KEY, username TEXT, age INTEGER, verified BOOLEAN);
      CREATE TABLE logins (login_id TEXT PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES people(person_id),
        "expiresAt" TIMESTAMPTZ NOT NULL, country TEXT);`,
  },
  mysql: {
    ...schema(mysql.mysqlTable, {
      ...mysql,
      text: (name) => mysql.varchar(name, { length: 255 }),
      integer: mysql.int,
      time: mysql.datetime,
    }),
    adapter: (driver, { logins, people }) => new DrizzleMySQLAdapter(onMysql({ client: driver }), logins, people),
    definition: `
      CREATE TABLE people (person_id VARCHAR(255) PRIMARY KEY, username VARCHAR(255), age INT, verified BOOLEAN);
      CREATE TABLE logins (login_id VARCHAR(255) PRIMARY KEY, userId VARCHAR(255) NOT NULL REFERENCES people(person_id),
        expiresAt DATETIME NOT NULL, country VARCHAR(255));`,
  },
};

/** A time, in ISO 8601, as the column keeps it. */
const stored = (db, iso) => new Date(db.milliseconds(db.time(Date.parse(iso)))).toISOString();

for (const { database, peer, on, skip } of everywhere("v3"))
  describe(`renamed columns, ${on} through Drizzle's adapter`, { skip }, () => {
    const { adapter, definition, ...drizzle } = drizzles[database.kind];
    const setUp = async (t) => {
      const shared = await share(t, peer, database, {
        tables,
        columns,
        definition,
        adapter: (driver) => adapter(driver, drizzle),
        sessionAttributes: "country:string?",
      });
      await shared.db.insert("people", { person_id: "ada", ...ada });
      return shared;
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
      const { lucia, cardea, db } = await setUp(t);
      const made = await lucia.createSession("ada");
      await db.update("logins", { expiresAt: db.time(Date.now() + hour) });
      const renewed = cardea.validate(made.id).session;
      assert.equal(renewed.fresh, true);
      assert.equal((await lucia.validate(made.id)).session.expiresAt, stored(db, renewed.expiresAt));
    });
  });
