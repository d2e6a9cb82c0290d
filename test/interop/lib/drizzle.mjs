// SPDX-License-Identifier: MIT
// The real drizzle-kit, and the tables that a text declares as Drizzle itself sees them.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as mysql from "drizzle-orm/mysql-core";
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import { is, Table } from "drizzle-orm";
import ts from "typescript";
import { packages } from "./typescript.mjs";

const names = { sqlite: "sqlite", postgres: "postgresql", mysql: "mysql" };
const configs = { sqlite: sqlite.getTableConfig, postgres: pg.getTableConfig, mysql: mysql.getTableConfig };

/** drizzle-kit push drops what is not among its tables. */
const tablesFilter = ["!cardea_migrations"];

/**
 * Runs `drizzle-kit VERB` in `folder`, which is a project with the files `schema`; gives { status, output }. `url` is
 * as `cardea --db` takes it.
 */
export function kit(folder, verb, dialect, schema, url, options = []) {
  const config = {
    dialect: names[dialect],
    schema,
    out: `./out-${dialect}`,
    tablesFilter,
    ...(url && { dbCredentials: { url: url.replace(/^sqlite:/, "") } }),
  };
  writeFileSync(join(folder, "drizzle.config.json"), JSON.stringify(config));
  const done = spawnSync(
    process.execPath,
    [join(packages, "drizzle-kit/bin.cjs"), verb, "--config", "drizzle.config.json", ...options],
    { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 },
  );
  return { status: done.status, output: done.stdout + done.stderr };
}

/** What the file `name` of `folder` exports, its types taken off. */
export async function load(folder, name, text) {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, ts.transpileModule(text, { compilerOptions: options }).outputText);
  return import(pathToFileURL(file));
}

/** The three tables among them, each as { schema, name, columns: [[property, name, type]] }. */
export const tablesOf = (dialect, module) =>
  [module.userTable, module.sessionTable, module.keyTable]
    .filter((value) => is(value, Table))
    .map((table) => {
      const { schema, name, columns } = configs[dialect](table);
      const property = (column) => Object.keys(table).find((key) => table[key] === column);
      return { schema, name, columns: columns.map((one) => [property(one), one.name, one.getSQLType()]) };
    });
