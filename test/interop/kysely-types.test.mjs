// SPDX-License-Identifier: MIT
// What `cardea schema --as kysely` prints is held against the compiler, Kysely's own types and Prettier: every layout,
// every database, and names that nobody would give a column.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as prettier from "prettier";
import { scratch } from "./lib/databases/sqlite.mjs";
import { config, hostile, hostileTables } from "./lib/hostile.mjs";
import { dialects, layouts, options, schema } from "./lib/kysely.mjs";
import { compiles, parse, project } from "./lib/typescript.mjs";

const isFormatted = async (text) => assert.equal(text, await prettier.format(text, { parser: "typescript" }));

/** Each tells what Kysely is to see in Lucia 3's tables; what it must not take is an error that is expected. */
const uses = {
  sqlite: `
type Row = Strings & { a_integer: number; a_number: number; a_boolean: number; a_timestamp: number };
type Seen = Equal<Pick<Selectable<Database["user"]>, keyof Row>, Flat<Row>>;
type SeenSession = Equal<Selectable<Database["session"]>["expires_at"], number>;
// @ts-expect-error: better-sqlite3 binds no boolean.
export const wrong: Insertable<Database["user"]>["a_boolean"] = true;
export const rows = (db: Kysely<Database>) =>
  db.selectFrom("session").innerJoin("user", "user.id", "session.user_id");`,
  postgres: `
type Row = Strings & { a_integer: string; a_number: number; a_boolean: boolean; a_timestamp: Date };
type Seen = Equal<Pick<Selectable<Database["auth_user"]>, keyof Row>, Flat<Row>>;
type SeenSession = Equal<Selectable<Database["user_session"]>["expires_at"], Date>;
export const big: Insertable<Database["auth_user"]>["a_integer"][] = [1, 1n, "1"];
export const none: Updateable<Database["auth_user"]> = { any_integer: null };
// @ts-expect-error: a time is no number here.
export const wrong: Insertable<Database["user_session"]>["expires_at"] = 1;
export const rows = (db: Kysely<Database>) =>
  db.selectFrom("user_session").innerJoin("auth_user", "auth_user.id", "user_session.user_id");`,
  mysql: `
type Row = Strings & { a_integer: number; a_number: number; a_boolean: number; a_timestamp: Date };
type Seen = Equal<Pick<Selectable<Database["user"]>, keyof Row>, Flat<Row>>;
type SeenSession = Equal<Selectable<Database["user_session"]>["expires_at"], Date>;
// @ts-expect-error: a time is no number here.
export const wrong: Insertable<Database["user_session"]>["expires_at"] = 1;
export const rows = (db: Kysely<Database>) =>
  db.selectFrom("user_session").innerJoin("user", "user.id", "user_session.user_id");`,
};

const use = (dialect) => `
import type { Insertable, Kysely, Selectable, Updateable } from "kysely";
import type { Database } from "./lucia-v3-${dialect}.ts";
type Strings = { id: string; a_string: string };
type Flat<T> = { [K in keyof T]: T[K] };
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
${uses[dialect]}
export type Patch = Updateable<Database[keyof Database]>;
export const seen: [Seen, SeenSession] = [true, true];
`;

describe("cardea schema --as kysely", () => {
  test("tsc takes what is printed for every layout and database, and sees in it what the drivers give", (t) => {
    const folder = scratch(t);
    const files = {};
    for (const layout of layouts)
      for (const dialect of dialects) files[`${layout}-${dialect}.ts`] = schema("kysely", dialect, options(layout));
    for (const dialect of dialects) files[`use-${dialect}.ts`] = use(dialect);
    project(folder, files);
    compiles(folder);
  });

  for (const layout of layouts) {
    test(`Prettier has nothing to change, ${layout}`, async () => {
      for (const dialect of dialects) await isFormatted(schema("kysely", dialect, options(layout)));
    });
  }

  test("no name is anything but a name", async (t) => {
    const folder = scratch(t);
    const files = {};
    for (const [i, names] of hostileTables.entries()) {
      for (const layout of layouts) {
        const home = config(folder, `${layout}-${i}`, layout, names);
        for (const dialect of dialects) {
          const text = schema("kysely", dialect, [], home);
          files[`${layout}-${dialect}-${i}.ts`] = text;
          assert.match(text, /^[\n\x20-\x7e]*$/);
          const { interfaces, aliases, rest } = parse(text);
          assert.deepEqual(rest, []);
          assert.deepEqual(aliases, dialect === "postgres" ? ["Int8"] : []);
          const tables = interfaces.get("Database");
          assert.deepEqual(tables.map(([name]) => name), layout === "lucia-v3" ? names.slice(0, 2) : names);
          assert.equal(new Set(tables.map(([, type]) => type)).size, tables.length);
          const columns = (at) => interfaces.get(tables[at][1]).map(([name]) => name);
          assert.deepEqual(columns(0).sort(), ["id", ...hostile].sort());
          assert.equal(columns(1)[1], hostile[0]);
          await isFormatted(text);
        }
      }
    }
    project(folder, files);
    compiles(folder);
  });
});
