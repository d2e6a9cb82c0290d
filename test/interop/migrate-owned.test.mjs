// SPDX-License-Identifier: MIT
// Where the migrations of Drizzle or Prisma make the tables, `cardea migrate` leaves its own to them: it is refused, its
// dry run is a migration that the tool takes, and then there is nothing left to do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { program } from "./lib/cardea.mjs";
import { scratch } from "./lib/databases/sqlite.mjs";
import { kit } from "./lib/drizzle.mjs";
import { deploy } from "./lib/prisma.mjs";
import { dialects } from "./lib/kysely.mjs";
import { database, missing } from "./lib/with-kysely.mjs";
import { project } from "./lib/typescript.mjs";

const given = ["--layout", "lucia-v3", "--tables", "user=auth_user,session=user_session"];
const attributes = (text) => ["--user-attributes", text];

/** A tool's own table, by which its history begins. */
const own = {
  sqlite: `import { sqliteTable, text } from "drizzle-orm/sqlite-core";
export const notes = sqliteTable("notes", { id: text("id").primaryKey() });
`,
  postgres: `import { pgTable, text } from "drizzle-orm/pg-core";
export const notes = pgTable("notes", { id: text("id").primaryKey() });
`,
  mysql: `import { int, mysqlTable } from "drizzle-orm/mysql-core";
export const notes = mysqlTable("notes", { id: int("id").primaryKey() });
`,
};

const cardea = (url, ...rest) => {
  const { status, stdout, stderr } = spawnSync(program(), ["--db", url, ...given, ...rest], { encoding: "utf8" });
  return { status, stdout, stderr };
};

const answer = (url, ...rest) => {
  const done = cardea(url, "--json", ...rest);
  return { status: done.status, ...JSON.parse(done.stdout) };
};

/** What a tool that owns the database takes over from Cardea, twice: the tables, and a column that came later. */
async function handsOver(url, tool, run) {
  for (const columns of ["username:string", "username:string,visits:integer?"]) {
    const more = attributes(columns);
    const refused = answer(url, ...more, "migrate");
    assert.equal(refused.status, 1, JSON.stringify(refused));
    assert.equal(refused.error.code, "OWNED_ELSEWHERE");
    assert.match(refused.error.message, new RegExp(tool, "i"));
    assert.equal(answer(url, ...more, "migrate", "--dry-run").owner, tool);
    assert.equal(cardea(url, ...more, "check").status, 1, "something was made");
    const { status, stdout } = cardea(url, ...more, "migrate", "--dry-run");
    assert.equal(status, 0);
    await run(stdout);
    const checked = answer(url, ...more, "check");
    assert.deepEqual({ status: checked.status, findings: checked.findings }, { status: 0, findings: [] });
    assert.deepEqual(answer(url, ...more, "migrate"), { status: 0, statements: [], owner: tool });
  }
}

describe("cardea migrate where another tool's migrations make the tables", () => {
  for (const dialect of dialects) {
    test(`drizzle-kit migrate runs what a dry run printed, ${dialect}`, { skip: missing(dialect) }, async (t) => {
      const folder = scratch(t);
      const url = await database(t, dialect);
      project(folder, { "notes.ts": own[dialect] });
      const drizzle = (verb, ...options) => {
        const { status, output } = kit(folder, verb, dialect, ["./notes.ts"], url, options);
        assert.equal(status, 0, output);
      };
      drizzle("generate", "--name", "init");
      drizzle("migrate");
      await handsOver(url, "drizzle", (text) => {
        drizzle("generate", "--custom", "--name", "cardea");
        const file = readdirSync(join(folder, `out-${dialect}`)).filter((name) => name.endsWith("_cardea.sql")).at(-1);
        assert.doesNotMatch(readFileSync(join(folder, `out-${dialect}`, file), "utf8"), /CREATE/);
        writeFileSync(join(folder, `out-${dialect}`, file), text);
        drizzle("migrate");
      });
    });
  }

  // Prisma's schema engine for MySQL is not to be had without the network.
  for (const dialect of ["sqlite", "postgres"]) {
    test(`prisma migrate deploy runs what a dry run printed, ${dialect}`, { skip: missing(dialect) }, async (t) => {
      const url = await database(t, dialect);
      const folders = { "20200101000000_init": 'CREATE TABLE "notes" ("id" TEXT NOT NULL PRIMARY KEY);\n' };
      assert.deepEqual(await deploy(url, folders), Object.keys(folders));
      await handsOver(url, "prisma", async (text) => {
        const [, name] = text.match(/^-- .*prisma\/migrations\/(\d{14}_cardea)\/migration\.sql$/m);
        // Two within a second would have one name.
        const folder = folders[name] ? `${Number.parseInt(name, 10) + 1}_cardea` : name;
        folders[folder] = text;
        assert.deepEqual(await deploy(url, folders), [folder]);
      });
    });
  }

  test("drizzle-kit migrate takes tables that Cardea made despite it for none of its own", async (t) => {
    const folder = scratch(t);
    const url = await database(t, "sqlite");
    project(folder, { "notes.ts": own.sqlite });
    const drizzle = (verb, ...options) => {
      const { status, output } = kit(folder, verb, "sqlite", ["./notes.ts"], url, options);
      assert.equal(status, 0, output);
      return output;
    };
    drizzle("generate", "--name", "init");
    drizzle("migrate");
    assert.equal(cardea(url, "migrate", "--despite-owner").status, 0);
    assert.match(drizzle("generate"), /No schema changes/);
    drizzle("migrate");
    assert.equal(cardea(url, "check").status, 0);
  });
});
