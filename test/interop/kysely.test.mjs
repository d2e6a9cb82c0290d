// SPDX-License-Identifier: MIT
// examples/kysely: TypeScript with Lucia 3 and Kysely on one pool, and C++ on the same tables. It is run in a copy,
// with the packages of this folder in the place of an installation of its own.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { program } from "./lib/cardea.mjs";
import { scratch } from "./lib/databases/sqlite.mjs";
import { dialects, schema } from "./lib/kysely.mjs";
import { connect, database, missing } from "./lib/with-kysely.mjs";
import { compiles, packages } from "./lib/typescript.mjs";

const example = fileURLToPath(new URL("../../examples/kysely", import.meta.url));
/** Lucia wants it, and Node.js 18 does not have it by itself. */
const webcrypto = new URL("lib/webcrypto.mjs", import.meta.url).href;
const read = (path) => readFileSync(path, "utf8");

function copy(t) {
  const folder = join(scratch(t), "kysely");
  cpSync(example, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  symlinkSync(packages, join(folder, "node_modules"), "dir");
  return folder;
}

function run(command, args, options) {
  const done = spawnSync(command, args, { encoding: "utf8", timeout: 60_000, ...options });
  assert.equal(done.status, 0, `${args.join(" ")}: ${done.error ?? ""}${done.stdout}${done.stderr}`);
  return done.stdout;
}

const story = `\
TypeScript signed ada up and in
C++ knows her: ada, verified, visits 1, born 1985-07-02T03:04:05.000Z, from gb
TypeScript takes the session of C++: ada, from fr
Kysely joins them: from fr and gb
C++ ends the first: revoked
Kysely sees it gone: from fr
TypeScript ends the other, and C++ sees nobody
`;

describe("examples/kysely", () => {
  test("tsc has nothing to say of it", (t) => compiles(copy(t)));

  test("its Database interfaces are what the program prints", () => {
    for (const dialect of dialects)
      assert.equal(read(join(example, "database", `${dialect}.ts`)), schema("kysely", dialect, [], example));
  });

  test("its packages are those that are tested here", () => {
    const tested = JSON.parse(read(new URL("package.json", import.meta.url))).dependencies;
    const { dependencies, devDependencies } = JSON.parse(read(join(example, "package.json")));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      assert.equal(version, tested[name], name);
  });

  test("docs/database/kysely.md shows pieces of it", () => {
    const flat = (text) => text.replaceAll(/\s+/g, " ").trim();
    const scripts = readdirSync(example).filter((name) => name.endsWith(".js"));
    const all = scripts.map((name) => flat(read(join(example, name))));
    const page = read(join(example, "../../docs/database/kysely.md"));
    const blocks = [...page.matchAll(/^```js\n(.*?)^```/gms)].map(([, block]) => flat(block));
    assert.ok(blocks.length >= 4);
    for (const block of blocks) assert.ok(all.some((text) => text.includes(block)), block);
  });

  for (const engine of dialects) {
    // Neither half may depend on where it stands, nor on which of them made the tables.
    for (const [TZ, maker] of [
      ["UTC", "cardea migrate"],
      ["America/New_York", "Kysely"],
    ]) {
      const name = `TypeScript and C++ take turns on ${engine}, ${TZ}, tables by ${maker}`;
      test(name, { skip: missing(engine) }, async (t) => {
        assert.ok(process.env.CARDEA_KYSELY, "CARDEA_KYSELY must name the example's program: run ./dev test");
        const folder = copy(t);
        const url = await database(t, engine);
        const options = { cwd: folder, env: { ...process.env, TZ } };
        if (maker === "Kysely") await connect(t, url).run(schema("sql", engine, [], example));
        else run(program(), ["--db", url, "migrate"], options);
        assert.match(run(program(), ["--db", url, "check"], options), /^ok: layout lucia-v3$/m);
        const line = ["--import", webcrypto, "story.js", url, process.env.CARDEA_KYSELY];
        assert.equal(run(process.execPath, line, options), story);
      });
    }
  }
});
