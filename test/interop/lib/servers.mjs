// SPDX-License-Identifier: MIT
// A database of a test's own on each of the three, with Kysely on the driver that its users take. It goes when the
// test ends. A server that is missing is a reason to skip, and a failure where CI is set.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { Kysely, MysqlDialect, PostgresDialect, SqliteDialect } from "kysely";
import mysql from "mysql2/promise";
import pg from "pg";
import { scratch } from "./generations.mjs";

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

const variables = { postgres: "CARDEA_TEST_POSTGRES", mysql: "CARDEA_TEST_MYSQL" };

/** What to say in a test's options: false, or why it is skipped. */
export const missing = (engine) => {
  const variable = variables[engine];
  if (!variable || process.env[variable] || process.env.CI) return false;
  return `${variable} is not set: ./dev db up starts the servers`;
};

const servers = {
  postgres: async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return { run: (sql) => client.query(sql), close: () => client.end() };
  },
  mysql: async (url) => {
    const client = await mysql.createConnection(url);
    return { run: (sql) => client.query(sql), close: () => client.end() };
  },
};

/** A pool of pg's has ended a moment before PostgreSQL has seen the last of its connections go. */
async function drop(server, name, tries = 100) {
  try {
    await server.run(`DROP DATABASE ${name}`);
  } catch (error) {
    if (error.code !== "55006" || !tries) throw error;
    await setTimeout(50);
    await drop(server, name, tries - 1);
  }
}

/** The URL of a new database, as `cardea --db` takes it. */
export async function database(t, engine) {
  if (engine === "sqlite") return `sqlite:${join(scratch(t), "app.db")}`;
  const url = process.env[variables[engine]];
  if (!url) throw new Error(`${variables[engine]} is not set, and CI is: the servers are missing`);
  const name = `cardea_kysely_${randomBytes(6).toString("hex")}`;
  const server = await servers[engine](url);
  await server.run(`CREATE DATABASE ${name}`);
  atEnd(t, async () => {
    await drop(server, name);
    await server.close();
  });
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
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
    const pool = new pg.Pool({ connectionString: url });
    const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
    return { db, run: (script) => pool.query(script), close: () => pool.end() };
  }
  const pool = mysql.createPool({ uri: url, multipleStatements: true });
  const db = new Kysely({ dialect: new MysqlDialect({ pool: pool.pool }) });
  return { db, run: (script) => pool.query(script), close: () => pool.end() };
}
