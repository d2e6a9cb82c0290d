// SPDX-License-Identifier: MIT
// Applications whose tables Drizzle declares (drizzle/*.ts) and drizzle-kit makes. `cardea import drizzle` reads their
// migrations, and from then on share users, keys and sessions: Lucia with drizzle-orm, a C++ program with the header, and
// the command line with the cardea.toml.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DrizzleMySQLAdapter, DrizzlePostgreSQLAdapter, DrizzleSQLiteAdapter } from "@lucia-auth/adapter-drizzle";
import { eq } from "drizzle-orm";
import { drizzle as onSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as onMysql } from "drizzle-orm/mysql2";
import { drizzle as onPostgres } from "drizzle-orm/node-postgres";
import { cardea, program } from "./lib/cardea.mjs";
import { scratch } from "./lib/databases/sqlite.mjs";
import { kit, load } from "./lib/drizzle.mjs";
import { databases, everywhere, generations } from "./lib/generations.mjs";
import { imported } from "./lib/imported.mjs";
import { project } from "./lib/typescript.mjs";

const home = fileURLToPath(new URL("drizzle/", import.meta.url));
const orms = { sqlite: onSqlite, postgres: onPostgres, mysql: (client) => onMysql({ client }) };
const adapters = { sqlite: DrizzleSQLiteAdapter, postgres: DrizzlePostgreSQLAdapter, mysql: DrizzleMySQLAdapter };

/** Drizzle's properties, where the columns have other names, and what these are as fields of C++. */
const renamed = {
  username: ["user name", "user_name"],
  age: ["2fa", "attribute_2fa"],
  verified: ["delete", "delete_"],
  joined: ["名前", "attribute"],
  country: ["it's", "it_s"],
  hits: ["class", "class_"],
  trusted: ["Trusted", "Trusted"],
};
/**
 * Some make the tables with `drizzle-kit push`, the rest with `generate` and `migrate`: push looks at no schema of
 * PostgreSQL but public.
 */
const all = [
  ...everywhere("v1", "v2", "v3").map((one) => ({ ...one, schema: one.name, names: {} })),
  ...everywhere("v3").map((one) => ({ ...one, schema: "renamed", names: renamed })),
  { database: databases.sqlite, peer: generations.v2, schema: "blob", names: {}, skip: false },
].map((one, i) => ({ ...one, pushes: i % 2 === 0 && one.schema !== "renamed" }));

const password = "an apple a day, a pear at night";
const session = { country: "fr", hits: 3, trusted: true };
const now = new Date(Math.floor(Date.now() / 1000) * 1000);

/** A database with Drizzle's tables, and the three that share it. */
async function setUp(t, { database, peer, schema, names, pushes }) {
  const dialect = database.kind;
  const name = `${schema}-${dialect}`;
  const db = await database.open(t);
  const folder = scratch(t);
  project(folder, {});
  copyFileSync(join(home, `${name}.ts`), join(folder, "schema.ts"));
  const run = (verb, ...options) => {
    const { status, output } = kit(folder, verb, dialect, "./schema.ts", db.url, options);
    assert.equal(status, 0, output);
  };
  run("generate");
  if (pushes) run("push", "--force");
  else run("migrate");

  const given = ["import", "drizzle", `out-${dialect}`, "--out", "auth.hpp", "--toml", "auth.toml"];
  const done = spawnSync(program(), given, { cwd: folder, encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);

  const tables = await load(folder, name, readFileSync(join(folder, "schema.ts"), "utf8"));
  const orm = orms[dialect](db.driver);
  const attributes = peer.sessionsHaveAttributes ? session : {};
  const through = new adapters[dialect](orm, tables.sessionTable, tables.userTable);
  const lucia = await peer.open(db, {
    tables: peer.tables[dialect],
    ...(peer === generations.v3 && { adapter: () => through }),
  });
  const called = (index) => (values) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [names[key]?.[index] ?? key, value]));
  return {
    db,
    lucia,
    orm,
    ...tables,
    hasKeys: Boolean(tables.keyTable),
    attributes,
    /** SQLite has no type for a moment: seconds, as Drizzle's mode "timestamp" reads them. */
    moment: (date) => (dialect === "sqlite" ? date.getTime() / 1000 : date.toISOString()),
    inColumns: called(0),
    inFields: called(1),
    said: done.stderr,
    header: readFileSync(join(folder, "auth.hpp"), "utf8"),
    wanted: readFileSync(join(home, `${name}.hpp`), "utf8"),
    cpp: imported(name, db.url),
    cli: cardea({ db: db.url, options: ["--config", join(folder, "auth.toml")] }),
  };
}

for (const one of all)
  describe(`cardea import drizzle, ${one.schema} on ${one.database.name}`, { skip: one.skip }, () => {
    const ends = [];
    let it;
    before(async () => {
      it = await setUp({ after: (end) => ends.push(end) }, one);
    });
    after(async () => {
      for (const end of ends.reverse()) await end();
    });

    /** What Drizzle itself reads of a user. */
    const user = async (id) => {
      const [row] = await it.orm.select().from(it.userTable).where(eq(it.userTable.id, id));
      const { username, age, verified, joined } = row;
      return { username, age, verified, joined };
    };
    const sameSession = async (token, userId, attributes) => {
      const byCpp = it.cpp.validate(token);
      const byCli = it.cli.validate(token);
      const byLucia = await it.lucia.validate(token);
      for (const found of [byCpp, byCli]) assert.equal(found.user.id, userId);
      assert.equal(byLucia.user.id, userId);
      const { joined, ...seen } = attributes;
      const whole = { ...seen, joined: joined && it.moment(joined) };
      assert.deepEqual(byCpp.user.attributes, it.inFields(whole));
      assert.deepEqual(byCli.user.attributes, it.inColumns(whole));
      assert.deepEqual(byLucia.user.attributes, seen);
      assert.deepEqual(byCpp.session.attributes, it.inFields(it.attributes));
      assert.deepEqual(byCli.session.attributes, it.inColumns(it.attributes));
      assert.deepEqual(byLucia.session.attributes, it.attributes);
      assert.deepEqual(await user(userId), attributes);
    };
    const sameKey = async (name, userId) => {
      const [provider, id] = name.split(":");
      assert.equal(it.cpp.useKey({ key: name, password }), userId);
      assert.equal(it.cli.useKey(name, password).userId, userId);
      assert.equal((await it.lucia.useKey(provider, id, password)).userId, userId);
    };

    test("the header is the one that is compiled, and the tables are as it says", () => {
      assert.equal(it.header, it.wanted);
      assert.equal(it.cli.ok(["check"]).ok, true);
      assert.doesNotMatch(it.said, /left out/);
    });

    test("what Lucia makes is the same to C++, the command line and Drizzle", async () => {
      const attributes = { username: "ada", age: 36, verified: true };
      let id = "ada-of-lucia-00";
      if (it.hasKeys) {
        const key = { providerId: "username", providerUserId: "ada", password };
        ({ id } = await it.lucia.createUser({ attributes, key }));
        await sameKey("username:ada", id);
      } else {
        await it.orm.insert(it.userTable).values({ id, ...attributes, joined: now });
      }
      const made = await it.lucia.createSession(id, it.attributes);
      await sameSession(made.id, id, { ...attributes, joined: it.hasKeys ? null : now });
    });

    test("what C++ makes is the same to Lucia, the command line and Drizzle", async () => {
      const attributes = { username: "bob", age: 41, verified: true, joined: now };
      const { id } = it.cpp.createUser({
        attributes: it.inFields({ ...attributes, joined: it.moment(now) }),
        ...(it.hasKeys && { key: "username:bob", password }),
      });
      if (it.hasKeys) await sameKey("username:bob", id);
      const token = it.cpp.createSession({ userId: id, attributes: it.inFields(it.attributes) });
      await sameSession(token, id, attributes);
    });

    test("what the command line makes is the same to Lucia, C++ and Drizzle", async () => {
      const attributes = { username: "eve", age: 27, verified: false, joined: now };
      const key = it.hasKeys ? { name: "username:eve", password } : undefined;
      const made = it.cli.createUser({ attributes: it.inColumns({ ...attributes, joined: it.moment(now) }), key });
      const { id } = made.user ?? made;
      if (it.hasKeys) await sameKey("username:eve", id);
      const { token } = it.cli.createSession(id, it.inColumns(it.attributes));
      await sameSession(token, id, attributes);
    });
  });
