// SPDX-License-Identifier: MIT
// Kysely on a database of a test's own, through the drivers that its users take.
import Sqlite from "better-sqlite3";
import { Kysely, MysqlDialect, PostgresDialect, SqliteDialect } from "kysely";
import mysql from "mysql2/promise";
import * as onMysql from "./databases/mysql.mjs";
import * as onPostgres from "./databases/postgres.mjs";
import * as onSqlite from "./databases/sqlite.mjs";

const engines = { sqlite: onSqlite, postgres: onPostgres, mysql: onMysql };
const endings = new WeakMap();

/** Runs `end` when the test ends, the last one first: connections are closed before their database goes. */
export function atEnd(t, end) {
  const all = endings.get(t) ?? [];
  if (!all.length)
    t.after(async () => {
      for (const one of all.reverse()) await one();
    });
  all.push(end);
  endings.set(t, all);
}

/** What to say in a test's options: false, or why it is skipped. */
export const missing = (engine) => engines[engine].skip;

/** The URL of a new database, as `cardea --db` takes it. */
export async function database(t, engine) {
  const { url } = await engines[engine].open({ after: (end) => atEnd(t, end) });
  return url;
}

/** Kysely until the test ends, and a way to run the statements of a script, on drivers as they are by default. */
export function connect(t, url) {
  const { close, ...made } = open(url);
  // Kysely's destroy() leaves a pool open that it was never asked to use.
  atEnd(t, close);
  return made;
}

function open(url) {
  const [engine] = url.split(":");
  if (engine === "sqlite") {
    const sqlite = new Sqlite(url.slice("sqlite:".length));
    const db = new Kysely({ dialect: new SqliteDialect({ database: sqlite }) });
    return { db, run: async (script) => void sqlite.exec(script), close: () => sqlite.close() };
  }
  if (engine === "postgres") {
    const pool = onPostgres.newPool(url);
    const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
    return { db, run: (script) => pool.query(script), close: () => pool.end() };
  }
  const pool = mysql.createPool({ uri: url, multipleStatements: true });
  const db = new Kysely({ dialect: new MysqlDialect({ pool: pool.pool }) });
  return { db, run: (script) => pool.query(script), close: () => pool.end() };
}
