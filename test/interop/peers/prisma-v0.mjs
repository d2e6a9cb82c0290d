// SPDX-License-Identifier: MIT
// The Prisma client of Lucia 0.6's schema, handed to Prisma's runtime as `prisma generate` would hand it, less the
// types. Written out because the `prisma` command wants an engine from the network and a newer Node than Debian's.
import * as runtime from "@prisma/client/runtime/client";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";

const schema = `
generator client {
  provider = "prisma-client"
  output   = "./out"
}
datasource db {
  provider = "sqlite"
}
model User {
  id       String    @id @unique
  username String?
  age      Int?
  verified Boolean?
  session  Session[]
  key      Key[]
  @@map("user")
}
model Session {
  id             String @id @unique
  user_id        String
  active_expires BigInt
  idle_expires   BigInt
  user           User   @relation(references: [id], fields: [user_id], onDelete: Cascade)
  @@index([user_id])
  @@map("session")
}
model Key {
  id              String  @id @unique
  hashed_password String?
  user_id         String
  primary         Boolean
  user            User    @relation(references: [id], fields: [user_id], onDelete: Cascade)
  @@index([user_id])
  @@map("key")
}
`;

const scalar = (name, type) => ({ name, kind: "scalar", type });
const relation = (name, type, relationName) => ({ name, kind: "object", type, relationName });
const model = (dbName, fields) => ({ dbName, schema: null, fields });

const models = {
  User: model("user", [
    scalar("id", "String"),
    scalar("username", "String"),
    scalar("age", "Int"),
    scalar("verified", "Boolean"),
    relation("session", "Session", "SessionToUser"),
    relation("key", "Key", "KeyToUser"),
  ]),
  Session: model("session", [
    scalar("id", "String"),
    scalar("user_id", "String"),
    scalar("active_expires", "BigInt"),
    scalar("idle_expires", "BigInt"),
    relation("user", "User", "SessionToUser"),
  ]),
  Key: model("key", [
    scalar("id", "String"),
    scalar("hashed_password", "String"),
    scalar("user_id", "String"),
    scalar("primary", "Boolean"),
    relation("user", "User", "KeyToUser"),
  ]),
};

const compiler = "@prisma/client/runtime/query_compiler_fast_bg.sqlite";
const PrismaClient = runtime.getPrismaClient({
  previewFeatures: [],
  clientVersion: "7.10.0",
  engineVersion: "0edf323efd1d98336f3f0a68684b56f689b900d3",
  activeProvider: "sqlite",
  inlineSchema: schema,
  runtimeDataModel: { models, enums: {}, types: {} },
  // Three empty tables: nothing of a query plan is cached, which only costs time.
  parameterizationSchema: { strings: [], graph: "AAAA" },
  compilerWasm: {
    getRuntime: () => import(`${compiler}.mjs`),
    getQueryCompilerWasmModule: async () => {
      const { wasm } = await import(`${compiler}.wasm-base64.mjs`);
      return new WebAssembly.Module(Buffer.from(wasm, "base64"));
    },
    importName: "./query_compiler_fast_bg.js",
  },
});

/** A client over the file at `path`; the caller disconnects it. */
export const openPrisma = (path) => new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${path}` }) });
