// SPDX-License-Identifier: MIT
// A Prisma client of a schema, made as `prisma generate` makes it, less the types. That command wants an engine from the
// network, and that of Prisma 7 a newer Node.js than Debian's; its parser and its runtime, which do the work, want
// neither.
import * as sqlite7 from "@prisma/adapter-better-sqlite3";
import * as mariadb7 from "@prisma/adapter-mariadb";
import * as pg7 from "@prisma/adapter-pg";
import * as runtime7 from "@prisma/client/runtime/client";
import * as runtime6 from "prisma-client-v6/runtime/client";
import * as mariadb6 from "prisma-mariadb-v6";
import * as pg6 from "prisma-pg-v6";
import * as sqlite6 from "prisma-sqlite-v6";
import { models, wholeSchema } from "./prisma.mjs";

const providers = { sqlite: "sqlite", postgres: "postgresql", mysql: "mysql" };

const versions = {
  6: {
    runtime: runtime6,
    clientVersion: "6.19.3",
    compiler: "prisma-client-v6/runtime/query_compiler_bg",
    Sqlite: sqlite6.PrismaBetterSQLite3,
    Pg: pg6.PrismaPg,
    MariaDb: mariadb6.PrismaMariaDb,
  },
  7: {
    runtime: runtime7,
    clientVersion: "7.10.0",
    compiler: "@prisma/client/runtime/query_compiler_fast_bg",
    Sqlite: sqlite7.PrismaBetterSqlite3,
    Pg: pg7.PrismaPg,
    MariaDb: mariadb7.PrismaMariaDb,
  },
};

const adapters = {
  sqlite: ({ Sqlite }, url, options) => new Sqlite({ url: url.replace("sqlite:", "file:") }, options),
  postgres: ({ Pg }, url) => new Pg({ connectionString: url }),
  mysql: ({ MariaDb }, url) => {
    const { hostname: host, port, username: user, password, pathname } = new URL(url);
    return new MariaDb({ host, port: Number(port), user, password, database: pathname.slice(1) });
  },
};

const field = ({ name, kind, type, relationName, dbName }) => ({
  name,
  kind,
  type,
  ...(relationName && { relationName }),
  ...(dbName && { dbName }),
});

/** What Prisma 6 wants to be told besides: where the engine is that it does not have. */
const only6 = (kind) => ({
  generator: {
    name: "client",
    provider: { fromEnvVar: null, value: "prisma-client" },
    output: { fromEnvVar: null, value: "./out" },
    config: { engineType: "client" },
    binaryTargets: [],
    previewFeatures: [],
    sourceFilePath: "",
  },
  relativePath: ".",
  dirname: ".",
  copyEngine: true,
  datasourceNames: ["db"],
  inlineDatasources: { db: { url: { fromEnvVar: null, value: `${providers[kind]}://none` } } },
  inlineSchemaHash: "",
});

/** What compiles queries, compiled once. */
const modules = {};
async function moduleOf(compiler) {
  const { wasm } = await import(`${compiler}.wasm-base64.mjs`);
  return new WebAssembly.Module(Buffer.from(wasm, "base64"));
}

/** The class that Prisma would have written to a file. */
function clientOf(kind, text, version) {
  const { runtime, clientVersion, compiler: path } = versions[version];
  const compiler = `${path}.${providers[kind]}`;
  const all = Object.values(models(kind, text));
  return runtime.getPrismaClient({
    ...(version === 6 && only6(kind)),
    previewFeatures: [],
    clientVersion,
    engineVersion: "0edf323efd1d98336f3f0a68684b56f689b900d3",
    activeProvider: providers[kind],
    inlineSchema: wholeSchema(kind, text, version === 6 ? `${providers[kind]}://none` : undefined),
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
      getQueryCompilerWasmModule: () => (modules[compiler] ??= moduleOf(compiler)),
      importName: `./${path.split("/").pop()}.js`,
    },
  });
}

const classes = new Map();

/**
 * A client over the database at `url`, of the models in `text`; the caller disconnects it. `options` are those of the
 * driver's adapter, `version` is 6 or 7.
 */
export function openPrisma(kind, text, url, { version = 7, ...options } = {}) {
  const key = `${version} ${kind}\n${text}`;
  if (!classes.has(key)) classes.set(key, clientOf(kind, text, version));
  return new (classes.get(key))({ adapter: adapters[kind](versions[version], url, options) });
}
