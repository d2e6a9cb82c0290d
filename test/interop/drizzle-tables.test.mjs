// SPDX-License-Identifier: MIT
// What `cardea schema --as drizzle` prints is held against the compiler, Prettier, Drizzle and drizzle-kit, which makes
// the tables, or finds nothing to change where `cardea migrate` made them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import * as prettier from "prettier";
import { program } from "./lib/cardea.mjs";
import { scratch } from "./lib/databases/sqlite.mjs";
import { kit, load, tablesOf } from "./lib/drizzle.mjs";
import { config, hostile, hostileTables } from "./lib/hostile.mjs";
import { dialects, layouts, options, schema } from "./lib/kysely.mjs";
import { database, missing } from "./lib/with-kysely.mjs";
import { compiles, project } from "./lib/typescript.mjs";

const isFormatted = async (text) => assert.equal(text, await prettier.format(text, { parser: "typescript" }));

const adapters = { sqlite: "SQLite", postgres: "PostgreSQL", mysql: "MySQL" };

/** Lucia's own adapter has to take Lucia 3's tables, and a row has the types that its driver gives. */
const use = (dialect) => `
import { Drizzle${adapters[dialect]}Adapter as Adapter } from "@lucia-auth/adapter-drizzle";
import { sessionTable, userTable } from "./lucia-v3-${dialect}.ts";
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Row = typeof userTable.$inferSelect;
type Seen = Equal<
  Pick<Row, "id" | "aString" | "anyString" | "aInteger" | "aNumber" | "aBoolean" | "anyTimestamp">,
  { id: string; aString: string; anyString: string | null; aInteger: number; aNumber: number; aBoolean: boolean;
    anyTimestamp: Date | null }
>;
export const seen: Seen = true;
export const make = (db: ConstructorParameters<typeof Adapter>[0]) => new Adapter(db, sessionTable, userTable);
// @ts-expect-error: a session is never without its user.
export const wrong: typeof sessionTable.$inferInsert = { id: "", expiresAt: 0 as never };
`;

/** The tables of every layout side by side: each has names of its own. */
const side = (layout) => ["--tables", ["user", "session", "key"].map((of) => `${of}=${layout.at(-1)}_${of}`).join(",")];
const together = layouts.map((layout) => [layout, [...options(layout), ...side(layout)]]);

const cardea = (db, given, verb) => {
  const done = spawnSync(program(), ["--db", db, ...given, verb], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  return done.stdout;
};

function everyLayout(folder, dialect) {
  const text = (given) => schema("drizzle", dialect, given);
  const files = Object.fromEntries(together.map(([layout, given]) => [`${layout}.ts`, text(given)]));
  project(folder, files);
  return Object.keys(files).map((name) => `./${name}`);
}

describe("cardea schema --as drizzle", () => {
  test("tsc and Lucia's adapters take what is printed", (t) => {
    const folder = scratch(t);
    const files = {};
    for (const layout of layouts)
      for (const dialect of dialects) files[`${layout}-${dialect}.ts`] = schema("drizzle", dialect, options(layout));
    for (const dialect of dialects) files[`use-${dialect}.ts`] = use(dialect);
    project(folder, files);
    compiles(folder);
  });

  for (const layout of layouts) {
    test(`Prettier has nothing to change, ${layout}`, async () => {
      for (const dialect of dialects) await isFormatted(schema("drizzle", dialect, options(layout)));
    });
  }

  for (const dialect of dialects) {
    test(`no name is anything but a name, ${dialect}`, async (t) => {
      const folder = scratch(t);
      project(folder, {});
      for (const [i, names] of hostileTables.entries()) {
        // SQLite has no schemas, and Drizzle none for it.
        const tables = names.map((name) => (dialect === "sqlite" ? name.replaceAll(".", " of ") : name));
        for (const layout of layouts) {
          const text = schema("drizzle", dialect, [], config(folder, `${layout}-${i}`, layout, tables));
          assert.match(text, /^[\n\x20-\x7e]*$/);
          await isFormatted(text);
          const found = tablesOf(dialect, await load(folder, `${layout}-${dialect}-${i}`, text));
          const wanted = layout === "lucia-v3" ? tables.slice(0, 2) : tables;
          assert.deepEqual(found.map(({ schema, name }) => (schema ? `${schema}.${name}` : name)), wanted);
          assert.deepEqual(found[0].columns.map(([, name]) => name).sort(), ["id", ...hostile].sort());
          assert.deepEqual(found[1].columns.slice(0, 2).map(([key, name]) => [key, name]), [
            ["id", "id"],
            ["userId", hostile[0]],
          ]);
          for (const { columns } of found)
            for (const [key] of columns) assert.match(key, /^[a-z][A-Za-z0-9]{0,33}$/);
        }
      }
    });

    test(`drizzle-kit makes migrations of it, ${dialect}`, (t) => {
      const folder = scratch(t);
      const { status, output } = kit(folder, "generate", dialect, everyLayout(folder, dialect));
      assert.equal(status, 0, output);
      const [name] = readdirSync(join(folder, `out-${dialect}`)).filter((one) => one.endsWith(".sql"));
      const sql = readFileSync(join(folder, `out-${dialect}`, name), "utf8");
      assert.equal(sql.match(/CREATE TABLE/g).length, 15);
      assert.equal(sql.match(/on delete cascade/gi).length, 10);
    });

    test(`drizzle-kit push makes tables that will do, ${dialect}`, { skip: missing(dialect) }, async (t) => {
      const folder = scratch(t);
      const url = await database(t, dialect);
      const { status, output } = kit(folder, "push", dialect, everyLayout(folder, dialect), url, ["--force"]);
      assert.equal(status, 0, output);
      assert.match(output, /Changes applied/);
      for (const [, given] of together) cardea(url, given, "check");
    });
  }

  // On MariaDB drizzle-kit takes its own tables for others than its own, and adds their keys again.
  for (const dialect of ["sqlite", "postgres"]) {
    test(`drizzle-kit push changes nothing that migrate made, ${dialect}`, { skip: missing(dialect) }, async (t) => {
      const folder = scratch(t);
      const url = await database(t, dialect);
      for (const [, given] of together) cardea(url, given, "migrate");
      const { status, output } = kit(folder, "push", dialect, everyLayout(folder, dialect), url, ["--force"]);
      assert.equal(status, 0, output);
      assert.match(output, /No changes detected/);
    });
  }

  test("times as Prisma keeps them are taken for what they are, and push changes nothing, sqlite", async (t) => {
    const given = ["--times", "iso8601", "--attribute-times", "iso8601", ...options("lucia-v3")];
    const text = schema("drizzle", "sqlite", given);
    await isFormatted(text);
    await isFormatted(schema("kysely", "sqlite", given));
    const folder = scratch(t);
    project(folder, { "auth.ts": text });
    compiles(folder);
    const url = await database(t, "sqlite");
    cardea(url, given, "migrate");
    const { status, output } = kit(folder, "push", "sqlite", ["./auth.ts"], url, ["--force"]);
    assert.equal(status, 0, output);
    assert.match(output, /No changes detected/);
  });
});
