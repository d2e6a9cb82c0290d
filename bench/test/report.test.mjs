// SPDX-License-Identifier: MIT
// node --test report.test.mjs: BENCH names the program, which measures on SQLite for a moment.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { apart, plots } from "../report/plots.mjs";
import { filledIn, tables } from "../report/tables.mjs";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));
const published = JSON.parse(readFileSync(join(docs, "performance/results.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "cardea-bench-test-"));
let rows;

const run = (...args) =>
  spawnSync(process.env.BENCH, args, { encoding: "utf8", env: { ...process.env, TMPDIR: folder } });
before(() => {
  const json = join(folder, "rows.json");
  const args = ["--engines", "sqlite", "--sessions", "50,200", "--callers", "1,4", "--seconds", "0.01"];
  const { status, stderr } = run(...args, "--repetitions", "2", "--json", json);
  rows = existsSync(json) ? JSON.parse(readFileSync(json, "utf8")) : [];
  // Where the packages of npm are not there, Lucia alone has failed.
  assert.ok(status === 0 || rows.every((row) => row.name === "lucia" || !row.failure), stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("every contender has its row, with what it is measured against", () => {
  const at = { engine: "sqlite", scheme: "lucia_v3", sessions: 200, callers: 4, clock: "wall" };
  const mine = rows.filter((row) => Object.entries(at).every(([key, value]) => row[key] === value));
  for (const name of ["bare", "bare many", "cardea", "cardea batched", "cardea async", "cardea cached", "lucia"]) assert.ok(mine.some((row) => row.name === name), name);
  const { perSecond, perSecondRange, ratioToBare, ratioToBareRange, ratioToBareMany } = mine.find(({ name }) => name === "cardea");
  assert.ok(perSecondRange[0] <= perSecond && perSecond <= perSecondRange[1]);
  assert.ok(ratioToBareRange[0] <= ratioToBare && ratioToBare <= ratioToBareRange[1]);
  assert.ok(ratioToBareMany > 0);
  assert.equal(mine.find(({ name }) => name === "bare").ratioToBare, 1);
});

test("nothing stays behind in the folder for scratch files", () => {
  assert.deepEqual(readdirSync(folder), ["rows.json"]);
});

test("a wish that cannot be is refused before anything is measured", () => {
  assert.equal(run("--sessions", "0").status, 2);
  assert.equal(run("--engines", "oracle").status, 2);
  assert.equal(run("--schemes", "lucia_v9").status, 2);
});

test("what was just measured makes pictures that an XML parser reads", () => {
  const made = plots(rows);
  assert.deepEqual([...made.keys()], ["callers-sqlite.svg", "sessions-sqlite.svg"]);
  for (const svg of made.values()) {
    execFileSync("python3", ["-c", "import sys, xml.dom.minidom as x; x.parseString(sys.stdin.buffer.read())"], { input: svg });
    for (const words of [/Cardea/, /Cardea, batched/, /Cardea, coroutines/]) assert.match(svg, words);
  }
});

test("a contender that failed is named with its reason, and missing in pictures and tables", () => {
  const broken = rows.map((row) =>
    row.name === "cardea" ? { ...row, perSecond: null, perSecondRange: null, ratioToBare: null, failure: "the disk is full" } : row,
  );
  const all = tables({ ...published, rows: broken });
  assert.match(all.get("failures"), /Cardea, lucia_v3, .*: the disk is full/);
  assert.match(all.get("aims"), /SQLite, one caller[^\n]*failed/);
  assert.match(all.get("callers-sqlite"), /Cardea \| failed/);
  assert.match(all.get("callers-sqlite"), /Cardea, coroutines \| \d/);
  assert.equal(plots(broken).size, 2);
});

test("the tables of docs/performance.md are those of its results.json", () => {
  const page = readFileSync(join(docs, "performance.md"), "utf8");
  assert.equal(filledIn(page, published), page, "./dev bench --plots --publish writes them");
  for (const name of tables(published).keys()) assert.ok(page.includes(`<!-- bench ${name} -->`), name);
});

test("the pictures of docs/performance.md are those of its results.json, and all are shown", () => {
  const page = readFileSync(join(docs, "performance.md"), "utf8");
  const drawn = plots(published.rows);
  const kept = readdirSync(join(docs, "performance")).filter((name) => name.endsWith(".svg"));
  assert.deepEqual(kept.sort(), [...drawn.keys()].sort());
  for (const [name, svg] of drawn) {
    assert.equal(readFileSync(join(docs, "performance", name), "utf8"), svg, name);
    assert.ok(page.includes(`(performance/${name})`), name);
  }
});

test("names at the ends of lines do not cover each other", () => {
  const placed = apart([0.5, 0.51, 0.1, 0.505], 0.05).sort((a, b) => a - b);
  for (let i = 1; i < placed.length; i++) assert.ok(placed[i] - placed[i - 1] >= 0.0499, String(placed));
  assert.equal(apart([0.1, 0.9], 0.05)[1], 0.9);
});
