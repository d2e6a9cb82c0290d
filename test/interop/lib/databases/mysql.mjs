// SPDX-License-Identifier: MIT
// MySQL, or MariaDB in its place.
import { randomBytes } from "node:crypto";
import mysql from "mysql2/promise";
import { columnsQuery, rowsOf } from "./rows.mjs";
import { serverIn } from "./server.mjs";

export const name = "MySQL";
export const kind = "mysql";
const server = serverIn("CARDEA_TEST_MYSQL");
export const { skip } = server;

/** The database at `url`; the caller closes it. `timezone` is the driver's word for what a DATETIME means. */
export function openUrl(url, { timezone = "Z" } = {}) {
  const driver = mysql.createPool({ uri: url, timezone });
  const execute = async (sql, values) => {
    const [result] = await driver.query(sql, values);
    return Array.isArray(result) ? { rows: result.map((row) => ({ ...row })) } : { changes: result.affectedRows };
  };
  const quote = (part) => `\`${part.replaceAll("`", "``")}\``;
  return {
    kind,
    url,
    driver,
    ...rowsOf({ quote, execute }),
    script: async (sql) => {
      for (const statement of sql.split(";").filter((part) => part.trim())) await driver.query(statement);
    },
    columns: async (table) => (await execute(columnsQuery("DATABASE()", "?"), [table])).rows,
    attributes: (given) => given,
    boolean: Number,
    // A DATETIME has no milliseconds; MariaDB cuts them off, MySQL rounds.
    time: (milliseconds) => new Date(Math.floor(milliseconds / 1000) * 1000),
    milliseconds: (stored) => stored.getTime(),
    close: () => driver.end(),
  };
}

/** A new database, gone when `t` ends. */
export async function open(t, options) {
  const database = `cardea_interop_${randomBytes(8).toString("hex")}`;
  const admin = await mysql.createConnection(server.url());
  // The collation that MariaDB comes with, and that takes é for e, K for k and "a " for "a".
  await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`);
  await admin.end();
  const url = new URL(server.url());
  url.pathname = `/${database}`;
  const db = openUrl(url.href, options);
  t.after(async () => {
    await db.driver.query(`DROP DATABASE ${database}`);
    await db.close();
  });
  return db;
}
