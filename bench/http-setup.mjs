// SPDX-License-Identifier: MIT
// What the programs that ask a server have in common: a folder and databases of their own, servers, cookies for wrk.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const folder = mkdtempSync(join(tmpdir(), "cardea-bench-"));
const started = [];
const dropped = [];

export const run = (file, args, input) =>
  execFileSync(file, args, { encoding: "utf8", input, stdio: [input ? "pipe" : "ignore", "pipe", "inherit"] });
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts it, and waits until the port answers: after how many milliseconds. */
export const start = async (file, args, port) => {
  const began = performance.now();
  const child = spawn(file, args, { stdio: ["ignore", "ignore", "inherit"] });
  started.push(child);
  while (performance.now() - began < 5000) {
    if (child.exitCode !== null) throw new Error(`${file} ended`);
    try {
      await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" });
      return performance.now() - began;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  throw new Error(`${file} does not answer`);
};
export const stopAll = () => {
  while (started.length) started.pop().kill("SIGTERM");
};

/** A database with a user and so many sessions in it; their tokens. */
export const fill = (program, url, layout, sessions, password) => {
  const options = ["--json", "--db", url, "--layout", layout, "--user-attributes", "username:string"];
  const cardea = (args, input) => JSON.parse(run(program, [...options, ...args], input));
  cardea(["migrate", ...(layout === "cardea" ? ["--service"] : [])]);
  const key = layout === "cardea" ? ["--key", "username:ada"] : [];
  const { user } = cardea(
    ["user", "create", "--attr", "username=ada", ...key, ...(password ? ["--password-stdin"] : [])],
    password && `${password}\n`,
  );
  return Array.from({ length: sessions }, () => cardea(["session", "create", user.id]).token);
};

export const database = (engine, name) => {
  if (engine === "sqlite") return `sqlite:${join(folder, `${name}.db`)}`;
  const base = process.env.CARDEA_TEST_POSTGRES;
  const made = `cardea_bench_${name}_${process.pid}`;
  run("psql", ["-q", base, "-c", `CREATE DATABASE ${made}`]);
  dropped.push(made);
  return base.replace(/\/[^/]*$/, `/${made}`);
};

/** The name of the cookie that `cardea serve` reads. */
export const cookieName = (program, url, token) =>
  JSON.parse(run(program, ["--json", "--db", url, "cookie", token])).setCookie.split("=")[0];

/** wrk's script: each connection goes through the cookies in turn. `more` is Lua of its own. */
export const script = (name, cookie, tokens, more = "") => {
  const file = join(folder, `${name}.lua`);
  const list = tokens.map((token) => `"${cookie}=${token}"`).join(",");
  writeFileSync(
    file,
    `local all = {${list}}\nlocal i = 0\nrequest = function()\n  i = i % #all + 1\n` +
      `  return wrk.format("GET", nil, {["Cookie"] = all[i], ["Host"] = "127.0.0.1"})\nend\n${more}`,
  );
  return file;
};

export const middle = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
export const range = (all) => [Math.min(...all), Math.max(...all)];
export const show = (all) => `${middle(all).toFixed(2)} (${range(all).map((one) => one.toFixed(2)).join(" to ")})`;

export const programOf = (positionals) => realpathSync(positionals[0]);

/** Adds the rows to a file, or begins it anew. */
export const keep = (file, fresh, rows) => {
  const before = !fresh && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  writeFileSync(file, `${JSON.stringify([...before, ...rows], null, 1)}\n`);
};

/** Ends what runs, and takes away what was made. */
export const clear = async () => {
  for (const child of started) child.kill("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const name of dropped)
    run("psql", ["-q", process.env.CARDEA_TEST_POSTGRES, "-c", `DROP DATABASE ${name} WITH (FORCE)`]);
  rmSync(folder, { recursive: true, force: true });
};
