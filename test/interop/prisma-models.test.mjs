// SPDX-License-Identifier: MIT
// What `cardea schema --as prisma` prints is held against Prisma's own parser and formatter.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { program } from "./lib/cardea.mjs";
import { scratch } from "./lib/databases/sqlite.mjs";
import { config, hostile, hostileTables } from "./lib/hostile.mjs";
import { dialects, layouts, options, schema } from "./lib/kysely.mjs";
import { difference, format, models } from "./lib/prisma.mjs";
import { database, missing } from "./lib/with-kysely.mjs";

/** Lucia 1's adapter has names of its own for the models. */
const inAllWords = (all) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name.replace("Auth", ""), one]));

const relation = ({ fields }) => fields.find(({ relationFromFields: from }) => from?.length);

describe("cardea schema --as prisma", () => {
  for (const layout of layouts) {
    test(`prisma validate takes it, and prisma format has nothing to change, ${layout}`, () => {
      for (const dialect of dialects) {
        const text = schema("prisma", dialect, options(layout));
        assert.equal(format(dialect, text), text);
        const { User, Session, Key } = inAllWords(models(dialect, text));
        assert.equal(Key !== undefined, layout !== "lucia-v3");
        for (const model of [Session, Key].filter(Boolean)) {
          const { type, relationFromFields, relationToFields, relationOnDelete } = relation(model);
          assert.equal(type, layout === "lucia-v1" ? "AuthUser" : "User");
          assert.deepEqual(relationFromFields, [layout < "lucia-v3" && layout !== "cardea" ? "user_id" : "userId"]);
          assert.deepEqual(relationToFields, ["id"]);
          assert.equal(relationOnDelete, "Cascade");
        }
        const types = Object.fromEntries(User.fields.map((field) => [field.name, field]));
        assert.equal(types.a_integer.type, "BigInt");
        assert.equal(types.a_number.type, "Float");
        assert.equal(types.a_boolean.type, "Boolean");
        assert.equal(types.a_timestamp.type, dialect === "sqlite" ? "BigInt" : "DateTime");
        assert.equal(types.a_string.isRequired, true);
        assert.equal(types.any_string.isRequired, false);
      }
    });
  }

  test("a session of Lucia 3 has the fields that its adapter asks for", () => {
    const { Session } = models("postgres", schema("prisma", "postgres", ["--layout", "lucia-v3"]));
    assert.deepEqual(
      Session.fields.map(({ name, type }) => [name, type]),
      [
        ["id", "String"],
        ["userId", "String"],
        ["expiresAt", "DateTime"],
        ["user", "User"],
      ],
    );
  });

  for (const layout of layouts) {
    const skip = missing("postgres");
    test(`prisma migrate diff finds what migrate made as it should be, ${layout}`, { skip }, async (t) => {
      const url = await database(t, "postgres");
      const text = schema("prisma", "postgres", options(layout));
      assert.match(await difference(t, url, text), /CREATE TABLE/);
      const done = spawnSync(program(), ["--db", url, ...options(layout), "migrate"], { encoding: "utf8" });
      assert.equal(done.status, 0, done.stderr);
      assert.match(await difference(t, url, text), /^-- This is an empty migration.\s*$/);
    });
  }

  for (const dialect of dialects) {
    test(`no name is anything but a name, ${dialect}`, (t) => {
      const folder = scratch(t);
      for (const [i, names] of hostileTables.entries()) {
        const hasSchemas = dialect === "postgres" && names.some((name) => name.includes("."));
        const tables = names.map((name) => (dialect === "postgres" ? name : name.replaceAll(".", " of ")));
        const own = tables.filter((name) => name.includes(".")).map((name) => name.split(".")[0]);
        const schemas = hasSchemas ? ["public", ...own] : undefined;
        for (const layout of layouts) {
          const text = schema("prisma", dialect, [], config(folder, `${layout}-${i}`, layout, tables));
          assert.match(text, /^[\n\x20-\x7e]*$/);
          assert.equal(format(dialect, text, schemas), text);
          const { User, Session, Key } = inAllWords(models(dialect, text, schemas));
          const called = ({ dbName, schema }) => (schema && schema !== "public" ? `${schema}.${dbName}` : dbName);
          const wanted = layout === "lucia-v3" ? tables.slice(0, 2) : tables;
          assert.deepEqual([User, Session, Key].filter(Boolean).map(called), wanted);
          const columns = ({ fields }) => fields.filter(({ kind }) => kind === "scalar").map((f) => f.dbName ?? f.name);
          assert.deepEqual(columns(User).sort(), ["id", ...hostile].sort());
          assert.equal(columns(Session)[1], hostile[0]);
        }
      }
    });
  }
});
