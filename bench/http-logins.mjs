// SPDX-License-Identifier: MIT
// node http-logins.mjs PROGRAM [--engine sqlite|postgres] [--logins N] [--rate N] [--seconds S] [--rounds N]
//   [--niceness N] [--json FILE [--fresh]]
// What sign-ins do to those who are signed in: `GET /api/me` at a steady rate, by wrk, in rounds that each go once
// without and once with so many sign-ins a second, in an order drawn anew. Says the percentiles of both.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import {
  clear, cookieName, database, fill, freePort, keep, middle, programOf, range, run, script, show, start,
} from "./http-setup.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string", default: "sqlite" },
    logins: { type: "string", default: "50" }, // a second
    rate: { type: "string", default: "1600" }, // look-ups a second, on 16 connections
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "5" },
    niceness: { type: "string", default: "5" },
    json: { type: "string" },
    fresh: { type: "boolean", default: false },
  },
});
const program = programOf(positionals);
const password = "a quiet horse in the rain";
const percentiles = [50, 75, 90, 95, 99, 99.9];
const connections = 16;

/** Milliseconds at each percentile. */
const latencies = (port, lua) => {
  const args = ["-t1", `-c${connections}`, `-d${values.seconds}s`, "-s", lua, `http://127.0.0.1:${port}/api/me`];
  const said = run("wrk", args);
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(`not all was answered with yes:\n${said}`);
  return JSON.parse(/^percentiles (.*)$/m.exec(said)[1]);
};

try {
  const port = await freePort();
  const url = database(values.engine, "logins");
  const tokens = fill(program, url, "cardea", 64, password);
  const limits = ["sign-in-address", "sign-in-account-and-address", "sign-in-account"]
    .map((name) => `${name}=1000000/1ms`)
    .join(",");
  await start(
    program,
    ["--db", url, "--user-attributes", "username:string", "serve", "--listen", `127.0.0.1:${port}`, "--access-log",
      "false", "--log-level", "error", "--max-requests", "100000000", "--limits", limits, "--password-niceness",
      values.niceness],
    port,
  );
  const more =
    `delay = function() return ${Math.round((1000 * connections) / Number(values.rate))} end\n` +
    "done = function(summary, latency)\n  local all = {}\n" +
    `  for i, p in ipairs({${percentiles}}) do all[i] = latency:percentile(p) / 1000 end\n` +
    '  print("percentiles [" .. table.concat(all, ",") .. "]")\nend\n';
  const lua = script("logins", cookieName(program, url, tokens[0]), tokens, more);
  const quiet = [], busy = [];
  const counted = { answered: 0, refused: 0 };
  const signIns = new URL("http-sign-ins.mjs", import.meta.url).pathname;
  const withSignIns = async () => {
    const others = spawn(process.execPath, [signIns, String(port), values.logins, password]);
    let said = "";
    others.stdout.on("data", (text) => (said += text));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    busy.push(latencies(port, lua));
    others.kill("SIGTERM");
    await new Promise((resolve) => others.on("close", resolve));
    for (const [name, count] of Object.entries(JSON.parse(said))) counted[name] += count;
  };
  for (let round = 0; round < Number(values.rounds); round++) {
    const first = Math.random() < 0.5;
    if (first) quiet.push(latencies(port, lua));
    await withSignIns();
    if (!first) quiet.push(latencies(port, lua));
  }
  const at = percentiles.indexOf(99);
  const ratio = busy.map((one, round) => one[at] / quiet[round][at]);
  const medians = (rounds) => percentiles.map((_, i) => middle(rounds.map((one) => one[i])));
  console.log(
    `GET /api/me  ${values.engine}  p99 ${middle(quiet.map((one) => one[at])).toFixed(2)} ms, with ${values.logins} ` +
      `sign-ins a second ${middle(busy.map((one) => one[at])).toFixed(2)} ms: ${show(ratio)} times  ` +
      `(${counted.answered} sign-ins answered, ${counted.refused} told to come back)`,
  );
  if (values.json)
    keep(values.json, values.fresh, [{
      name: "p99 of GET /api/me with sign-ins", engine: values.engine, callers: connections,
      loginsPerSecond: Number(values.logins), lookUpsPerSecond: Number(values.rate), percentiles,
      milliseconds: medians(quiet), millisecondsWithLogins: medians(busy),
      p99Ratio: middle(ratio), p99RatioRange: range(ratio), ...counted,
    }]);
} finally {
  await clear();
}
