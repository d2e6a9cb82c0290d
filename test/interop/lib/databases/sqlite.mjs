// SPDX-License-Identifier: MIT
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { rowsOf } from "./rows.mjs";

export const name = "SQLite";
export const kind = "sqlite";
export const skip = false;

/** Removes the directory when the test `t` ends. */
export function scratch(t) {
  const directory = mkdtempSync(join(tmpdir(), "cardea-interop-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** better-sqlite3 binds no booleans: an application with Lucia writes 1 and 0. */
const bound = (value) => (typeof value === "boolean" ? Number(value) : value);

/** The file at `path`; the caller closes it. */
export function openFile(path) {
  const driver = new Database(path);
  const execute = async (sql, values) => {
    const statement = driver.prepare(sql);
    const given = values.map(bound);
    return statement.reader ? { rows: statement.all(...given) } : statement.run(...given);
  };
  const quote = (part) => `"${part.replaceAll('"', '""')}"`;
  return {
    kind,
    path,
    url: `sqlite:${path}`,
    driver,
    ...rowsOf({ quote, execute }),
    script: async (sql) => driver.exec(sql),
    columns: async (table) => driver.prepare("SELECT sql FROM sqlite_master WHERE name = ?").all(table),
    attributes: (given) => Object.fromEntries(Object.entries(given).map(([key, value]) => [key, bound(value)])),
    /** What a boolean is in a row. */
    boolean: Number,
    /** Of Lucia 3's column: milliseconds into what it holds, and back. */
    time: (milliseconds) => Math.floor(milliseconds / 1000),
    milliseconds: (stored) => stored * 1000,
    close: () => driver.close(),
  };
}

/** A new database, gone when `t` ends. */
export async function open(t) {
  const db = openFile(join(scratch(t), "app.db"));
  t.after(() => db.close());
  return db;
}
