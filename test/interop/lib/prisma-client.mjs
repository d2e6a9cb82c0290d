// SPDX-License-Identifier: MIT
// A Prisma client of a schema, made as `prisma generate` makes it, less the types. That command wants an engine from the
// network and a newer Node.js than Debian's; Prisma's own parser and runtime, which do the work, want neither.
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaMariaDb } from "@prisma/adapter-mariadb";
import { PrismaPg } from "@prisma/adapter-pg";
import * as runtime from "@prisma/client/runtime/client";
import { models, wholeSchema } from "./prisma.mjs";

const compilers = { sqlite: "sqlite", postgres: "postgresql", mysql: "mysql" };

const adapters = {
  sqlite: (url, options) => new PrismaBetterSqlite3({ url: url.replace("sqlite:", "file:") }, options),
  postgres: (url) => new PrismaPg({ connectionString: url }),
  mysql: (url) => {
    const { hostname: host, port, username: user, password, pathname } = new URL(url);
    return new PrismaMariaDb({ host, port: Number(port), user, password, database: pathname.slice(1) });
  },
};

const field = ({ name, kind, type, relationName, dbName }) => ({
  name,
  kind,
  type,
  ...(relationName && { relationName }),
  ...(dbName && { dbName }),
});

/** What compiles queries for a kind of database, compiled once. */
const modules = {};
async function moduleOf(compiler) {
  const { wasm } = await import(`${compiler}.wasm-base64.mjs`);
  return new WebAssembly.Module(Buffer.from(wasm, "base64"));
}

/** The class that Prisma would have written to a file. */
function clientOf(kind, text) {
  const all = Object.values(models(kind, text));
  const compiler = `@prisma/client/runtime/query_compiler_fast_bg.${compilers[kind]}`;
  return runtime.getPrismaClient({
    previewFeatures: [],
    clientVersion: "7.10.0",
    engineVersion: "0edf323efd1d98336f3f0a68684b56f689b900d3",
    activeProvider: compilers[kind],
    inlineSchema: wholeSchema(kind, text),
    runtimeDataModel: {
      models: Object.fromEntries(
        all.map(({ name, dbName, schema, fields }) => [name, { dbName, schema, fields: fields.map(field) }]),
      ),
      enums: {},
      types: {},
    },
    // Three empty tables: nothing of a query plan is cached, which only costs time.
    parameterizationSchema: { strings: [], graph: "AAAA" },
    compilerWasm: {
      getRuntime: () => import(`${compiler}.mjs`),
      getQueryCompilerWasmModule: () => (modules[kind] ??= moduleOf(compiler)),
      importName: "./query_compiler_fast_bg.js",
    },
  });
}

const classes = new Map();

/** A client over the database at `url`, of the models in `text`; the caller disconnects it. */
export function openPrisma(kind, text, url, options) {
  const key = `${kind}\n${text}`;
  if (!classes.has(key)) classes.set(key, clientOf(kind, text));
  return new (classes.get(key))({ adapter: adapters[kind](url, options) });
}
