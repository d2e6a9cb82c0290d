// SPDX-License-Identifier: MIT
// The Prisma command line, of the versions in package.json. It would fetch engines of which `generate` uses none: an
// executable of that name is enough.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { program } from "./cardea.mjs";
import { packages } from "./typescript.mjs";

const entry = (version) => join(packages, `prisma-${version}`, "build/index.js");

/** Why a version cannot be run here; false where it can. */
export function missingPrisma(version) {
  if (!existsSync(entry(version))) return `Prisma ${version} is not installed: run ./dev test`;
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isOld = major < 20 || (major === 20 && minor < 19);
  return version >= 7 && isOld && "Prisma 7 wants Node.js 20.19 or later";
}

const urls = { sqlite: "file:./app.db", postgresql: "postgres://host/app", mysql: "mysql://host/app" };

/** `prisma generate` on a schema in `folder`; from Prisma 7 on the database's URL is no part of it. */
export function generate(version, folder, models, { provider, settings, output }) {
  const lines = Object.entries(settings).map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`);
  if (output) lines.push(`  output = ${JSON.stringify(output)}\n`);
  const url = version < 7 ? `  url = "${urls[provider]}"\n` : "";
  const schema = `generator cardea {
  provider = "cardea prisma-generator"
${lines.join("")}}

datasource db {
  provider = "${provider}"
${url}}
${models}`;
  const home = output ? join(folder, "prisma") : folder;
  mkdirSync(home, { recursive: true });
  const file = join(home, "schema.prisma");
  writeFileSync(file, schema);
  const engine = join(folder, "engine");
  writeFileSync(engine, "#!/bin/sh\nexit 1\n");
  chmodSync(engine, 0o755);
  const env = {
    ...process.env,
    PATH: dirname(program()) + delimiter + process.env.PATH,
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    PRISMA_QUERY_ENGINE_LIBRARY: engine,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    NO_COLOR: "1",
  };
  const args = [entry(version), "generate", "--schema", file];
  const done = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8", timeout: 120_000 });
  if (done.error) throw done.error;
  return done;
}
