// SPDX-License-Identifier: MIT
// node http.mjs PROGRAM [--engines sqlite,postgres] [--seconds S] [--rounds N] [--callers N] [--sessions N]
//   [--json FILE [--fresh]]
// Who-am-I with a session cookie over HTTP: `cardea serve`, node's http with lucia 3, and nginx with a constant, by
// wrk, in rounds that each go through all three in an order drawn anew. bench/README.md says what is compared.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engines: { type: "string", default: process.env.CARDEA_TEST_POSTGRES ? "sqlite,postgres" : "sqlite" },
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "5" },
    callers: { type: "string", default: "32" },
    sessions: { type: "string", default: "64" },
    json: { type: "string" },
    fresh: { type: "boolean", default: false }, // the file begins anew; else the rows are added to it
  },
});
const program = realpathSync(positionals[0]);
const folder = mkdtempSync(join(tmpdir(), "cardea-bench-"));
const started = [];
const dropped = [];

const run = (file, args) => execFileSync(file, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts it, and waits for its first word, or until the port answers. */
const start = async (file, args, port) => {
  const child = spawn(file, args, { stdio: ["ignore", "ignore", "inherit"] });
  started.push(child);
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`${file} ended`);
    try {
      return await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error(`${file} does not answer`);
};

/** A database with a user and so many sessions in it; their tokens. */
const fill = (url, layout) => {
  const options = ["--json", "--db", url, "--layout", layout, "--user-attributes", "username:string"];
  const cardea = (...args) => JSON.parse(run(program, [...options, ...args]));
  cardea("migrate", ...(layout === "cardea" ? ["--service"] : []));
  const key = layout === "cardea" ? ["--key", "username:ada"] : [];
  const { user } = cardea("user", "create", "--attr", "username=ada", ...key);
  return Array.from({ length: Number(values.sessions) }, () => cardea("session", "create", user.id).token);
};

const database = (engine, name) => {
  if (engine === "sqlite") return `sqlite:${join(folder, `${name}.db`)}`;
  const base = process.env.CARDEA_TEST_POSTGRES;
  const made = `cardea_bench_${name}_${process.pid}`;
  run("psql", ["-q", base, "-c", `CREATE DATABASE ${made}`]);
  dropped.push(made);
  return base.replace(/\/[^/]*$/, `/${made}`);
};

/** wrk's script: each connection goes through the cookies in turn. */
const script = (name, cookie, tokens) => {
  const file = join(folder, `${name}.lua`);
  const list = tokens.map((token) => `"${cookie}=${token}"`).join(",");
  writeFileSync(
    file,
    `local all = {${list}}\nlocal i = 0\nrequest = function()\n  i = i % #all + 1\n` +
      `  return wrk.format("GET", nil, {["Cookie"] = all[i], ["Host"] = "127.0.0.1"})\nend\n`,
  );
  return file;
};

const rate = ({ port, path, lua }) => {
  const args = ["-t1", `-c${values.callers}`, `-d${values.seconds}s`, "-s", lua, `http://127.0.0.1:${port}${path}`];
  const said = run("wrk", args);
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(`not all was answered with yes:\n${said}`);
  return Number(/Requests\/sec: +([\d.]+)/.exec(said)[1]);
};

const middle = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const shuffled = (all) => all.map((one) => [Math.random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);
const show = (all) => `${middle(all).toFixed(2)} (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`;

const measure = async (engine) => {
  const ports = { cardea: await freePort(), node: await freePort(), nginx: await freePort() };
  const ours = database(engine, "ours");
  const tokens = fill(ours, "cardea");
  const listen = `127.0.0.1:${ports.cardea}`;
  const serve = ["--db", ours, "--user-attributes", "username:string", "serve", "--listen", listen];
  await start(program, [...serve, "--access-log", "false", "--max-requests", "100000000"], ports.cardea);
  const theirs = database(engine, "theirs");
  const ids = fill(theirs, "lucia-v3");
  const lucia = new URL("http-lucia.mjs", import.meta.url).pathname;
  await start(process.execPath, [lucia, engine, theirs.replace(/^sqlite:/, ""), String(ports.node)], ports.node);

  const cookie = run(program, ["--json", "--db", ours, "cookie", tokens[0]]);
  const [name] = JSON.parse(cookie).setCookie.split("=");
  const me = `http://127.0.0.1:${ports.cardea}/api/me`;
  const body = await (await fetch(me, { headers: { cookie: `${name}=${tokens[0]}` } })).text();
  const conf = join(folder, `${engine}.conf`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((one) => `${one}_temp_path ${folder}/t;`);
  writeFileSync(
    conf,
    `worker_processes auto; daemon off; pid ${folder}/${engine}.pid; error_log stderr crit;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; ${temporary.join(" ")}
  server { listen 127.0.0.1:${ports.nginx};
    location / { default_type application/json; add_header Cache-Control no-store; return 200 '${body}'; } } }\n`,
  );
  await start("nginx", ["-c", conf, "-e", "stderr"], ports.nginx);

  const all = {
    cardea: { port: ports.cardea, path: "/api/me", lua: script("ours", name, tokens) },
    node: { port: ports.node, path: "/", lua: script("theirs", "auth_session", ids) },
    nginx: { port: ports.nginx, path: "/", lua: script("nginx", name, tokens) },
  };
  const rates = { cardea: [], node: [], nginx: [] };
  for (let round = 0; round < Number(values.rounds); round++)
    for (const one of shuffled(Object.keys(all))) rates[one].push(rate(all[one]));
  const ratio = (other) => rates.cardea.map((mine, round) => mine / rates[other][round]);
  const row = (other) => ({ median: middle(ratio(other)), all: ratio(other) });
  const [node, nginx] = [row("node"), row("nginx")];
  const perSecond = Math.round(middle(rates.cardea));
  console.log(
    `GET /api/me  ${engine.padEnd(9)} ${values.callers} connections  ${perSecond}/s` +
      `  to node's http and lucia 3: ${show(node.all)}  to nginx and a constant: ${show(nginx.all)}`,
  );
  const range = (all) => [Math.min(...all), Math.max(...all)];
  return {
    name: "GET /api/me", engine, callers: Number(values.callers), perSecond,
    perSecondOfNode: Math.round(middle(rates.node)), perSecondOfNginx: Math.round(middle(rates.nginx)),
    ratioToNode: node.median, ratioToNodeRange: range(node.all),
    ratioToNginx: nginx.median, ratioToNginxRange: range(nginx.all),
  };
};

try {
  const rows = [];
  for (const engine of values.engines.split(",")) {
    rows.push(await measure(engine));
    while (started.length) started.pop().kill("SIGTERM");
  }
  if (values.json) {
    const before = !values.fresh && existsSync(values.json) ? JSON.parse(readFileSync(values.json, "utf8")) : [];
    writeFileSync(values.json, `${JSON.stringify([...before, ...rows], null, 1)}\n`);
  }
} finally {
  for (const child of started) child.kill("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const name of dropped)
    run("psql", ["-q", process.env.CARDEA_TEST_POSTGRES, "-c", `DROP DATABASE ${name} WITH (FORCE)`]);
  rmSync(folder, { recursive: true, force: true });
}
