// SPDX-License-Identifier: MIT
// What the Prisma command line asks its own parser when it is told to validate or to format, asked without it: it wants
// a newer Node.js than Debian's.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import prisma from "@prisma/prisma-schema-wasm";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const providers = { sqlite: "sqlite", postgres: "postgresql", mysql: "mysql" };

/** A schema folder: what the user writes, and what cardea does. */
const files = (dialect, text, schemas) => {
  const list = schemas ? `  schemas = ${JSON.stringify(schemas)}\n` : "";
  return [
    ["schema/schema.prisma", `datasource db {\n  provider = "${providers[dialect]}"\n${list}}\n`],
    ["schema/auth.prisma", text],
  ];
};

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

function postgres(url) {
  const pool = new pg.Pool({ connectionString: url });
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
  if (!isLoaded) load();
  isLoaded = true;
  const { adapter, close } = url.startsWith("sqlite:") ? sqlite(url.slice("sqlite:".length)) : postgres(url);
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  try {
    return await use(await engine.SchemaEngine.new({ datamodels: files }, () => {}, bound));
  } finally {
    await close();
  }
}

const filters = { externalTables: [], externalEnums: [] };

/**
 * What `prisma migrate diff` would run to make of the tables at `url`, of PostgreSQL, those of the text and the
 * `external` ones, which are none of its business.
 */
export async function difference(url, text, external = []) {
  const schemas = files("postgres", text);
  const list = schemas.map(([path, content]) => ({ path, content }));
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
