// SPDX-License-Identifier: MIT
// What the Prisma command line asks its own parser when it is told to validate or to format, asked without it: it wants
// a newer Node.js than Debian's.
import "./webcrypto.mjs";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import prisma from "@prisma/prisma-schema-wasm";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { newPool } from "./databases/postgres.mjs";

const providers = { sqlite: "sqlite", postgres: "postgresql", mysql: "mysql" };

/** A schema folder: what the user writes, and what cardea does. */
const files = (dialect, text, schemas) => {
  const list = schemas ? `  schemas = ${JSON.stringify(schemas)}\n` : "";
  return [
    ["schema/schema.prisma", `datasource db {\n  provider = "${providers[dialect]}"\n${list}}\n`],
    ["schema/auth.prisma", text],
  ];
};

/** The same as one text; Prisma 6 wants a `url` in it. */
export function wholeSchema(dialect, text, url) {
  const whole = files(dialect, text)
    .map(([, part]) => part)
    .join("\n");
  return url ? whole.replace("datasource db {\n", `datasource db {\n  url = "${url}"\n`) : whole;
}

/** What `prisma format` makes of the text. */
export function format(dialect, text, schemas) {
  const options = { textDocument: { uri: "file:schema/auth.prisma" }, options: { tabSize: 2, insertSpaces: true } };
  const all = JSON.parse(prisma.format(JSON.stringify(files(dialect, text, schemas)), JSON.stringify(options)));
  return all.find(([name]) => name === "schema/auth.prisma")[1];
}

/** The models of a text by name. Throws what `prisma validate` would say. */
export function models(dialect, text, schemas) {
  const input = JSON.stringify({ prismaSchema: files(dialect, text, schemas), noColor: true });
  prisma.validate(input);
  const { datamodel } = JSON.parse(prisma.get_dmmf(input));
  return Object.fromEntries(datamodel.models.map((model) => [model.name, model]));
}

/** The adapter takes neither of the catalogue's own types for text. */
function withTexts(client) {
  const query = client.query.bind(client);
  client.query = async (...given) => {
    const result = await query(...given);
    for (const field of result.fields ?? []) if ([18, 19].includes(field.dataTypeID)) field.dataTypeID = 25;
    return result;
  };
  return client;
}

function load() {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm");
  const module = new WebAssembly.Module(readFileSync(file));
  const { exports } = new WebAssembly.Instance(module, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}
let isLoaded = false;

/** The engine that writes what the command line would run, over the database of the adapter. */
async function engineOn(schemas, adapter) {
  if (!isLoaded) load();
  isLoaded = true;
  return engine.SchemaEngine.new({ datamodels: schemas }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}
const listed = (schemas) => schemas.map(([path, content]) => ({ path, content }));
const filters = { externalTables: [], externalEnums: [] };

/** MySQL's types as Prisma writes them; with an engine for it that could be asked, it would be. */
const mysqlTypes = {
  String: "VARCHAR(191)",
  Int: "INTEGER",
  BigInt: "BIGINT",
  Boolean: "BOOLEAN",
  DateTime: "DATETIME(3)",
};

function creationOnMysql(text) {
  const all = models("mysql", text);
  const table = ({ name, dbName }) => `\`${dbName ?? name}\``;
  const made = Object.values(all).map((model) => {
    const columns = model.fields.filter(({ kind }) => kind === "scalar");
    const lines = columns.map(
      ({ name, type, isRequired }) => `\`${name}\` ${mysqlTypes[type]} ${isRequired ? "NOT " : ""}NULL`,
    );
    const end = "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
    return `CREATE TABLE ${table(model)} (${lines.join(", ")}, PRIMARY KEY (\`id\`)) ${end};`;
  });
  const bound = Object.values(all).flatMap((model) =>
    model.fields
      .filter(({ relationFromFields: from }) => from?.length)
      .map(({ type, relationFromFields: [from] }) => {
        const name = table(model).replaceAll("`", "");
        const key = `ADD CONSTRAINT \`${name}_${from}_fkey\` FOREIGN KEY (\`${from}\`)`;
        return `ALTER TABLE ${table(model)} ${key} REFERENCES ${table(all[type])}(\`id\`) ON DELETE CASCADE ON UPDATE CASCADE;`;
      }),
  );
  return [...made, ...bound].join("\n");
}

/** What `prisma migrate diff --from-empty` prints for the text. */
export async function creation(dialect, text) {
  if (dialect === "mysql") return creationOnMysql(text);
  const schemas = files(dialect, text);
  const adapter =
    dialect === "sqlite"
      ? new PrismaBetterSqlite3({ url: ":memory:" })
      : new PrismaPg(process.env.CARDEA_TEST_POSTGRES);
  const made = await engineOn(schemas, adapter);
  const to = { tag: "schemaDatamodel", files: listed(schemas) };
  const { stdout } = await made.diff({ from: { tag: "empty" }, to, script: true, exitCode: null, filters });
  return stdout;
}

function postgres(url) {
  const pool = newPool(url);
  const connect = pool.connect.bind(pool);
  const known = new WeakSet();
  pool.query = async (...given) => {
    const client = await pool.connect();
    try {
      return await client.query(...given);
    } finally {
      client.release();
    }
  };
  pool.connect = async () => {
    const client = await connect();
    if (!known.has(client)) known.add(withTexts(client));
    return client;
  };
  return { adapter: new PrismaPg(pool), close: () => pool.end() };
}

function sqlite(path) {
  const adapter = new PrismaBetterSqlite3({ url: `file:${path}` });
  const connect = adapter.connect.bind(adapter);
  const opened = [];
  adapter.connect = async () => {
    const connection = await connect();
    opened.push(connection);
    return connection;
  };
  return { adapter, close: () => Promise.all(opened.map((one) => one.dispose())) };
}

/**
 * Prisma's schema engine on the database at `url`, of SQLite or PostgreSQL, with the schema's `files`. It keeps its
 * locks for as long as it has connections: Prisma's own ends with the command.
 */
async function withEngine(url, files, use) {
  const { adapter, close } = url.startsWith("sqlite:") ? sqlite(url.slice("sqlite:".length)) : postgres(url);
  try {
    return await use(await engineOn(files, adapter));
  } finally {
    await close();
  }
}

/**
 * What `prisma migrate diff` would run to make of the tables at `url`, of PostgreSQL, those of the text and the
 * `external` ones, which are none of its business.
 */
export async function difference(url, text, external = []) {
  const schemas = files("postgres", text);
  const list = listed(schemas);
  const question = {
    from: { tag: "schemaDatasource", files: list, configDir: "." },
    to: { tag: "schemaDatamodel", files: list },
    script: true,
    exitCode: null,
    filters: { ...filters, externalTables: external },
  };
  return withEngine(url, schemas, async (made) => (await made.diff(question)).stdout);
}

/**
 * What `prisma migrate deploy` does with the folders of `prisma/migrations`, given as { name: text of migration.sql }:
 * the names of those that it ran.
 */
export async function deploy(url, folders) {
  const dialect = url.startsWith("sqlite:") ? "sqlite" : "postgres";
  const migrationDirectories = Object.entries(folders).map(([path, value]) => ({
    path,
    migrationFile: { path: "migration.sql", content: { tag: "ok", value } },
  }));
  const lockfile = { path: "migration_lock.toml", content: `provider = "${providers[dialect]}"\n` };
  const migrationsList = { baseDir: "prisma/migrations", lockfile, shadowDbInitScript: "", migrationDirectories };
  const { appliedMigrationNames } = await withEngine(url, files(dialect, ""), (made) =>
    made.applyMigrations({ migrationsList, filters }),
  );
  return appliedMigrationNames;
}
