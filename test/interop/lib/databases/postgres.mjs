// SPDX-License-Identifier: MIT
import { randomBytes } from "node:crypto";
import pg from "pg";
import { columnsQuery, rowsOf } from "./rows.mjs";
import { serverIn } from "./server.mjs";

export const name = "PostgreSQL";
export const kind = "postgres";
const server = serverIn("CARDEA_TEST_POSTGRES");
export const { skip } = server;

/** For the statements that no connection to the database itself can make. */
let admin;
/** Those that no test has now, as empty as new ones: to make one takes the server longer than most tests take. */
const free = [];

/** A BIGINT as a number, where the driver gives Lucia's adapters a text. */
const types = {
  getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

/**
 * A pool whose end may meet that of its database: a client that has left, and of which the server has not heard yet,
 * is told that the database goes. Client and pool both report it, and with no listener the process would fail.
 */
export function newPool(url) {
  const pool = new pg.Pool({ connectionString: url });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** The database at `url`; the caller closes it. */
export function openUrl(url) {
  const driver = newPool(url);
  const clients = [];
  driver.on("connect", (client) => clients.push(client));
  const execute = async (sql, values) => {
    const { rows, rowCount } = await driver.query({ text: sql, values, types });
    return { rows, changes: rowCount };
  };
  // A dot leads to a schema, for Lucia's adapters as for Cardea.
  const quote = (path) => path.split(".").map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
  return {
    kind,
    url,
    driver,
    ...rowsOf({ quote, placeholder: (i) => `$${i + 1}`, execute }),
    script: (sql) => driver.query(sql),
    columns: async (table) => (await execute(columnsQuery("current_schema()", "$1"), [table])).rows,
    attributes: (given) => given,
    boolean: (value) => value,
    time: (milliseconds) => new Date(milliseconds),
    milliseconds: (stored) => stored.getTime(),
    close: async () => {
      // Lucia 1's adapter keeps a client for ever where it makes a user with a key: the pool's own end waits for it.
      driver.end();
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

const urlOf = (database) => Object.assign(new URL(server.url()), { pathname: `/${database}` }).href;

async function newDatabase() {
  if (!admin) {
    admin = new pg.Pool({ connectionString: server.url(), max: 1, allowExitOnIdle: true });
    process.once("beforeExit", async () => {
      for (const database of free) await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    });
  }
  const database = `cardea_interop_${randomBytes(8).toString("hex")}`;
  await admin.query(`CREATE DATABASE ${database} TEMPLATE template0`);
  return database;
}

/** Nobody is connected to it any more, and it has the settings and schemas of a new one. */
async function empty(database) {
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [database]);
  await admin.query(`ALTER DATABASE ${database} RESET ALL`);
  const client = new pg.Client(urlOf(database));
  await client.connect();
  const { rows } = await client.query(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace
     WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'`,
  );
  await client.query(`DROP SCHEMA ${rows.map(({ name }) => name)} CASCADE; CREATE SCHEMA public`);
  await client.end();
}

/** A database that is empty, for as long as `t` lasts. */
export async function open(t) {
  const database = free.pop() ?? (await newDatabase());
  const db = openUrl(urlOf(database));
  t.after(async () => {
    await db.close();
    await empty(database);
    free.push(database);
  });
  return db;
}
