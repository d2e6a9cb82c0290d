// SPDX-License-Identifier: MIT
// node run.mjs BUILD [ARG...]: what `./dev bench` does once all is built; BUILD is build/release.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { plots } from "./report/plots.mjs";
import { filledIn } from "./report/tables.mjs";

const usage = `usage: ./dev bench [OPTION...]

  --full         all sizes from 1,000 to 10,000,000 sessions, in 21 rounds; else up to 1,000,000, in 31
  --quick        only to see that all works: the figures mean little
  --http         only over HTTP
  --json FILE    the rows go there too
  --publish      docs/performance.md, its pictures and its results.json are written anew
  --plots        with --publish: from results.json as it stands; nothing is measured

Results and pictures are in build/bench. The other options are those of the program that measures:
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const published = join(root, "docs/performance");
const [build, ...given] = process.argv.slice(2);
const out = join(root, "build/bench");
const partial = join(out, "rows.json");

/** Ours, and those of the program, which are handed on. */
const options = { rest: [] };
for (let i = 0; i < given.length; i++) {
  const [, name, value] = /^--(full|quick|http|publish|plots|json|engines|help)(?:=(.*))?$/.exec(given[i] === "-h" ? "--help" : given[i]) ?? [];
  if (!name) options.rest.push(given[i]);
  else if (name === "json" || name === "engines") options[name] = value ?? given[++i];
  else options[name] = true;
}
if (options.engines !== undefined) options.rest.push("--engines", options.engines);

const readRows = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []);
const failed = [];
/** What it measured is kept whether or not it came to its end. */
const step = (title, program, args) => {
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) failed.push(`${title}: ${error?.message ?? `status ${status}`}`);
  return status;
};

const measured = () => {
  const lucia = JSON.parse(readFileSync(join(root, "test/interop/node_modules/lucia/package.json"), "utf8")).version;
  return {
    date: new Date().toISOString().slice(0, 10),
    processors: cpus().length,
    processor: cpus()[0].model.trim(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    command: ["./dev bench", ...given].join(" "),
    quick: Boolean(options.quick),
    versions: [`node ${process.versions.node}`, `lucia ${lucia}`],
  };
};

const measure = () => {
  mkdirSync(out, { recursive: true });
  rmSync(partial, { force: true });
  if (!options.http) {
    const args = [...options.rest];
    const unless = (name, value) => (args.includes(name) ? [] : [name, value]);
    if (options.full) args.push(...unless("--sessions", "1000,10000,100000,1000000,10000000"));
    if (options.quick) args.push(...unless("--seconds", "0.01"), ...unless("--repetitions", "3"), ...unless("--sessions", "1000,100000"));
    // So that all of it ends within a quarter of an hour.
    if (options.full) args.push(...unless("--repetitions", "21"));
    const status = step("validations", join(build, "bench/cardea_bench"), [...args, "--json", partial]);
    if (status === 2) process.exit(2);
  }
  // What there is a server of; MariaDB is left to the validations.
  const wanted = (options.engines ?? "sqlite,postgres").split(",").filter((one) => one !== "mysql");
  const over = wanted.filter((one) => one === "sqlite" || process.env.CARDEA_TEST_POSTGRES);
  const short = options.quick ? ["--seconds", "1", "--rounds", "1"] : [];
  const cardea = join(build, "cli/cardea");
  if (over.length)
    step("HTTP", process.execPath, [join(root, "bench/http.mjs"), cardea, "--engines", over.join(","), "--json", partial, ...short]);
  const engine = over.includes("postgres") ? "postgres" : "sqlite";
  if (over.length)
    step("sign-ins", process.execPath, [join(root, "bench/http-logins.mjs"), cardea, "--engine", engine, "--json", partial, ...short]);
  return { measured: measured(), rows: readRows(partial) };
};

const write = (folder, results) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "results.json"), `${JSON.stringify(results, (_, value) => (typeof value === "number" ? Number(value.toPrecision(5)) : value), 1)}\n`);
  // From what is in the file, so that pictures drawn again are the same.
  const { rows } = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
  for (const [name, svg] of plots(rows)) writeFileSync(join(folder, name), svg);
};

const publish = (results) => {
  write(published, results);
  const page = `${published}.md`;
  const kept = JSON.parse(readFileSync(join(published, "results.json"), "utf8"));
  writeFileSync(page, filledIn(readFileSync(page, "utf8"), kept));
  console.log(`wrote docs/performance.md and what it shows`);
};

if (options.help) {
  process.stdout.write(usage);
  spawnSync(join(build, "bench/cardea_bench"), ["--help"], { stdio: "inherit" });
} else if (options.plots) {
  const folder = options.publish ? published : out;
  const kept = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
  if (options.publish) publish(kept);
  else write(folder, kept);
} else {
  const results = measure();
  write(out, results);
  console.log(`results.json and the pictures are in build/bench`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results.rows, null, 1)}\n`);
  if (options.publish) publish(results);
  for (const one of failed) console.error(`bench: failed: ${one}`);
  process.exitCode = failed.length ? 1 : 0;
}
