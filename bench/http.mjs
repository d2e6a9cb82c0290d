// SPDX-License-Identifier: MIT
// node http.mjs PROGRAM [--engines sqlite,postgres] [--seconds S] [--rounds N] [--callers N] [--sessions N]
//   [--json FILE [--fresh]]
// Who-am-I with a session cookie over HTTP: `cardea serve`, node's http with lucia 3, and nginx with a constant, by
// wrk, in rounds that each go through all three in an order drawn anew. bench/README.md says what is compared.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  clear, cookieName, database, fill, folder, freePort, keep, middle, programOf, range, run, script, show, start, stopAll,
} from "./http-setup.mjs";

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
const program = programOf(positionals);

const rate = ({ port, path, lua }) => {
  const args = ["-t1", `-c${values.callers}`, `-d${values.seconds}s`, "-s", lua, `http://127.0.0.1:${port}${path}`];
  const said = run("wrk", args);
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(`not all was answered with yes:\n${said}`);
  return Number(/Requests\/sec: +([\d.]+)/.exec(said)[1]);
};

const shuffled = (all) => all.map((one) => [Math.random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);

const measure = async (engine) => {
  const ports = { cardea: await freePort(), node: await freePort(), nginx: await freePort() };
  const ours = database(engine, "ours");
  const tokens = fill(program, ours, "cardea", Number(values.sessions));
  const listen = `127.0.0.1:${ports.cardea}`;
  const serve = ["--db", ours, "--user-attributes", "username:string", "serve", "--listen", listen];
  const startMilliseconds = await start(program, [...serve, "--access-log", "false", "--max-requests", "100000000"], ports.cardea);
  const theirs = database(engine, "theirs");
  const ids = fill(program, theirs, "lucia-v3", Number(values.sessions));
  const lucia = new URL("http-lucia.mjs", import.meta.url).pathname;
  await start(process.execPath, [lucia, engine, theirs.replace(/^sqlite:/, ""), String(ports.node)], ports.node);

  const name = cookieName(program, ours, tokens[0]);
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
      `  (first answer ${Math.round(startMilliseconds)} ms after the start)` +
      `  to node's http and lucia 3: ${show(node.all)}  to nginx and a constant: ${show(nginx.all)}`,
  );
  return {
    name: "GET /api/me", engine, callers: Number(values.callers), perSecond,
    perSecondOfNode: Math.round(middle(rates.node)), perSecondOfNginx: Math.round(middle(rates.nginx)),
    ratioToNode: node.median, ratioToNodeRange: range(node.all),
    ratioToNginx: nginx.median, ratioToNginxRange: range(nginx.all), startMilliseconds,
  };
};

try {
  const rows = [];
  for (const engine of values.engines.split(",")) {
    rows.push(await measure(engine));
    stopAll();
  }
  if (values.json) keep(values.json, values.fresh, rows);
} finally {
  await clear();
}
