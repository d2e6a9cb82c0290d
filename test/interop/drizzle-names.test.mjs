// SPDX-License-Identifier: MIT
// What the real drizzle-kit writes of names that nobody would choose, read by `cardea import drizzle`; and of the schema
// that docs/database/drizzle.md shows.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { cardea, program } from "./lib/cardea.mjs";
import { scratch } from "./lib/databases/sqlite.mjs";
import { kit } from "./lib/drizzle.mjs";
import { hostile as everything, hostileTables } from "./lib/hostile.mjs";
import { dialects } from "./lib/kysely.mjs";
import { project } from "./lib/typescript.mjs";

const cores = { sqlite: ["sqlite", "sqliteTable"], postgres: ["pg", "pgTable"], mysql: ["mysql", "mysqlTable"] };
const json = JSON.stringify;
/** drizzle-kit itself stumbles over one. */
const possible = (name) => name !== "__proto__";
const hostile = everything.filter(possible);

/** Lucia 2's tables, their columns of any name texts but for the ids and the times. */
const schema = (dialect, [user, session, key]) => {
  const [core, table] = cores[dialect];
  const id = (name) => (dialect === "mysql" ? `d.varchar(${json(name)}, { length: 255 })` : `d.text(${json(name)})`);
  const time = (name) => (dialect === "sqlite" ? `d.integer("${name}")` : `d.bigint("${name}", { mode: "number" })`);
  const rest = hostile.map((name, i) => `c${i}: d.text(${json(name)}),`).join("\n");
  return `
import * as d from "drizzle-orm/${core}-core";
export const u = d.${table}(${json(user)}, { id: ${id("id")}.primaryKey(), ${rest} });
export const s = d.${table}(${json(session)}, {
  id: ${id("id")}.primaryKey(), u: ${id("user_id")}.notNull().references(() => u.id),
  a: ${time("active_expires")}.notNull(), i: ${time("idle_expires")}.notNull(), ${rest} });
export const k = d.${table}(${json(key)}, {
  id: ${id("id")}.primaryKey(), u: ${id("user_id")}.notNull().references(() => u.id), h: ${id("hashed_password")} });`;
};

function generate(folder, dialect, text) {
  project(folder, { "schema.ts": text });
  const { status, output } = kit(folder, "generate", dialect, "./schema.ts");
  assert.equal(status, 0, output);
}
const importFrom = (folder, ...given) =>
  spawnSync(program(), ["import", "drizzle", ...given], { cwd: folder, encoding: "utf8" });

/** The text of a literal of C++, which is of ASCII alone. */
const unescaped = (literal) => {
  const bytes = literal.replace(/\\([0-7]{3}|.)/g, (_, code) => {
    if (code === "n") return "\n";
    return code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : code;
  });
  return Buffer.from(bytes, "latin1").toString();
};

describe("cardea import drizzle, names", () => {
  for (const dialect of dialects)
    for (const [i, names] of hostileTables.entries())
      test(`no name is anything but a name, ${dialect}, ${i}`, (t) => {
        const folder = scratch(t);
        // drizzle-kit parts the names of MySQL's keys by semicolons. Of dots the test after this one tells.
        const tables = names.map((name) => (possible(name) ? name.replaceAll(".", " of ") : "proto"));
        const [user, session, key] = dialect === "mysql" ? tables.map((name) => name.replaceAll(";", ",")) : tables;
        generate(folder, dialect, schema(dialect, [user, session, key]));
        const done = importFrom(folder, `out-${dialect}`, "--out", "auth.hpp", "--toml", "auth.toml");
        assert.equal(done.status, 0, done.stderr);
        assert.match(done.stderr.split("\n")[0], /: layout lucia-v2 for /);
        const header = readFileSync(join(folder, "auth.hpp"), "utf8");
        assert.match(header, /^[\n\x20-\x7e]*$/);
        const pairs = [...header.matchAll(/^ {6}\{"(\w+)", "(.*)"\},$/gm)];
        const fields = [...header.matchAll(/^ {2}std::optional<std::string> (\w+)\{\};$/gm)].map(([, field]) => field);
        const called = new Map(pairs.map(([, field, name]) => [field, unescaped(name)]));
        const half = fields.length / 2;
        const columns = fields.slice(0, half).map((field) => called.get(field) ?? field);
        assert.deepEqual(columns.sort(), [...hostile].sort());
        const made = [...header.matchAll(/^ {2}made\.\w+\.name = "(.*)";$/gm)].map(([, name]) => unescaped(name));
        assert.deepEqual(made, [user, session, key]);
        // The command line reads them back, and makes such tables.
        const db = `sqlite:${join(folder, "app.db")}`;
        const cli = cardea({ db, options: ["--config", join(folder, "auth.toml")] });
        cli.ok(["migrate"]);
        assert.equal(cli.ok(["check"]).ok, true);
      });

  for (const dialect of dialects)
    test(`a table with a dot in its own name is refused, ${dialect}`, (t) => {
      const folder = scratch(t);
      generate(folder, dialect, schema(dialect, ["auth.user", "user_session", "user_key"]));
      const done = importFrom(folder, `out-${dialect}`);
      assert.equal(done.status, 3);
      assert.match(done.stderr, /table "auth\.user" cannot be used: it has a dot in its own name/);
    });
});

test("docs/database/drizzle.md reads what drizzle-kit writes of the schema that it shows", (t) => {
  const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
  const folder = scratch(t);
  const page = readFileSync(join(docs, "database/drizzle.md"), "utf8");
  generate(folder, "sqlite", page.match(/\n```ts\n([\s\S]*?)\n```\n/)[1]);
  const tables = (path) => JSON.parse(readFileSync(path, "utf8")).tables;
  assert.deepEqual(
    tables(join(folder, "out-sqlite/meta/0000_snapshot.json")),
    tables(join(docs, "test/folders/drizzle/drizzle/meta/0000_snapshot.json")),
  );
});
