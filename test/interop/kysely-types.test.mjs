// SPDX-License-Identifier: MIT
// What `cardea schema --as kysely` prints is held against the compiler, Kysely's own types and Prettier: every layout,
// every database, and names that nobody would give a column.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import * as prettier from "prettier";
import { scratch } from "./lib/databases/sqlite.mjs";
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

const hostile = [
  'a"; process.exit(1); "',
  "a'; process.exit(1); '",
  "both ' and \"",
  "`${process.exit(1)}`",
  "back\\slash",
  'back\\"slash',
  "new\nline",
  "carriage\rreturn",
  "tab\t",
  "line\u2028separator",
  "paragraph\u2029separator",
  "right\u202eto left",
  "*/ comment /*",
  "// comment",
  "a: string };\nexport const evil = 1; interface B {",
  "</script>",
  "é",
  "名前",
  "😀",
  "\u007f",
  "\ufeff",
  " ",
  "two words",
  "as",
  "delete",
  "constructor",
  "__proto__",
  "toString",
  "Database",
  "Date",
  "2fa",
  "42",
  "-",
  "a name of seventy-two characters, so that Prettier breaks the line here.",
  "a name of seventy-one characters, so that Prettier has a line to fill..",
];

/** A TOML string: JSON's, but that DEL is escaped. */
const toml = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

const config = (layout, [user, session, key]) => `
layout = "${layout}"
[tables]
user = ${toml(user)}
session = ${toml(session)}
${layout === "lucia-v3" ? "" : `key = ${toml(key)}`}
[columns.session]
user_id = ${toml(hostile[0])}
[user-attributes]
${hostile.map((name, i) => `${toml(name)} = "${i % 2 ? "integer" : "string"}?"`).join("\n")}
`;

const hostileTables = [
  ['"auth"."user"', "\u2028export const evil = 1;", "*/ evil"],
  ["auth.user", "auth_user", "auth user"],
  ["__proto__", "Database", "constructor"],
  ["2fa", "名前", "😀"],
];

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
        const home = join(folder, `${layout}-${i}`);
        mkdirSync(home);
        writeFileSync(join(home, "cardea.toml"), config(layout, names));
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
