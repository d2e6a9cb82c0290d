// SPDX-License-Identifier: MIT
// The tables of docs/performance.md, by their names, from the results of the bench.
import { engines, looks, tick, whole } from "./style.mjs";

const table = (head, rows) =>
  [head, head.map((_, i) => (i ? "--:" : "---")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const two = (value) => (value >= 100 ? whole(value) : value.toFixed(value >= 10 ? 1 : 2));
const spread = (range) => (range ? `${two(range[0])} to ${two(range[1])}` : "");
const ratio = (row, to) => (row?.[to] == null ? "" : `${two(row[to])} (${spread(row[`${to}Range`])})`);
const rate = (row) => (row?.perSecond ? whole(row.perSecond) : row?.failure ? "failed" : "");

const find = (rows, wanted) => rows.find((row) => Object.entries(wanted).every(([key, value]) => row[key] === value));
/** Where callers were varied. */
const mainSize = (rows, engine) => {
  const mine = rows.filter((row) => row.engine === engine && row.scheme === "lucia_v3");
  const count = (sessions) => new Set(mine.filter((row) => row.sessions === sessions).map((row) => row.callers)).size;
  return [...new Set(mine.map((row) => row.sessions))].sort((a, b) => count(b) - count(a))[0];
};
const order = (rows) => Object.keys(looks).filter((name) => rows.some((row) => row.name === name));
const distinct = (rows, key) => [...new Set(rows.map((row) => row[key]))].sort((a, b) => a - b);

/** The two that ask for many at once: callers that block, and callers on an event loop. */
const batched = [["64 threads, batched", "cardea batched"], ["64 coroutines, batched", "cardea async"]];

const aims = ({ rows }) => {
  const at = (engine, name, callers, more = {}) => ({
    engine, name, callers, scheme: "lucia_v3", sessions: mainSize(rows, engine), clock: "wall", ...more,
  });
  const one = (words, aim, wanted, to) => {
    const row = find(rows, wanted);
    return { words, aim, reached: row?.[to], range: row?.[`${to}Range`], failure: row?.failure };
  };
  const processor = { clock: "processor" };
  const alone = find(rows, at("sqlite", "cardea", 1))?.perSecond;
  const inTwo = find(rows, at("sqlite", "cardea", 2))?.perSecond;
  const http = (engine) => find(rows, { name: "GET /api/me", engine });
  const overHttp = (words, aim, engine, to) => ({ words, aim, reached: http(engine)?.[to], range: http(engine)?.[`${to}Range`] });
  const signIns = rows.find(({ p99Ratio }) => p99Ratio);
  const all = [
    ...batched.map(([words, name]) => one(`PostgreSQL, ${words}: to the loop over \`= ANY\` of 64`, 0.7, at("postgres", name, 64), "ratioToBareMany")),
    ...batched.map(([words, name]) => one(`PostgreSQL, ${words}: to Lucia on \`pg\``, 10, at("postgres", name, 64), "ratioToLucia")),
    ...batched.map(([words, name]) => one(`MariaDB, ${words}: to Lucia on \`mysql2\``, 8, at("mysql", name, 64), "ratioToLucia")),
    one("SQLite, one caller: to the join by hand", 0.9, at("sqlite", "cardea", 1, processor), "ratioToBare"),
    one("PostgreSQL, one caller: to the join by hand", 0.9, at("postgres", "cardea", 1), "ratioToBare"),
    one("MariaDB, one caller: to the join by hand", 0.9, at("mysql", "cardea", 1), "ratioToBare"),
    { words: "SQLite, two callers: to one", aim: 1.7, reached: alone && inTwo ? inTwo / alone : undefined },
    one("SQLite, cached, one caller: per second of a processor", 1e6, at("sqlite", "cardea cached", 1, processor), "perSecond"),
    overHttp("HTTP on SQLite, 32 connections: to nginx and a constant", 0.6, "sqlite", "ratioToNginx"),
    overHttp("HTTP on SQLite, 32 connections: to node with Lucia on `better-sqlite3`", 4, "sqlite", "ratioToNode"),
    overHttp("HTTP on PostgreSQL, 32 connections: to node with Lucia on `pg`", 5, "postgres", "ratioToNode"),
    { words: "Validation while 50 log in each second: p99 to that without", aim: 2, most: true, reached: signIns?.p99Ratio, range: signIns?.p99RatioRange },
  ];
  return table(
    ["aim", "", "reached", "slowest to fastest round", ""],
    all.map(({ words, aim, reached, range, failure, most }) => [
      words,
      `${most ? "at most" : "at least"} ${aim >= 1000 ? whole(aim) : aim}`,
      reached == null ? (failure ? "failed" : "not measured") : `**${two(reached)}**`,
      spread(range),
      reached == null ? "" : (most ? reached <= aim : reached >= aim) ? "yes" : "no",
    ]),
  );
};

const callers = ({ rows }, engine) => {
  const mine = rows.filter(
    (row) => row.engine === engine && row.scheme === "lucia_v3" && row.clock === "wall" && row.sessions === mainSize(rows, engine),
  );
  const counts = distinct(mine, "callers");
  const rates = table(
    ["validations per second, by callers", ...counts.map(String)],
    order(mine).map((name) => [looks[name].words, ...counts.map((count) => rate(find(mine, { name, callers: count })))]),
  );
  const most = counts.includes(64) ? 64 : counts.at(-1);
  const pairs = [
    ["to by hand, 1 caller", "ratioToBare", 1],
    ["to Lucia, 1 caller", "ratioToLucia", 1],
    [`to by hand, 64 at once, ${most} callers`, "ratioToBareMany", most],
    [`to Lucia, ${most} callers`, "ratioToLucia", most],
  ];
  const ratios = table(
    ["ratio within a round", ...pairs.map(([words]) => words)],
    order(mine).filter((name) => name.startsWith("cardea"))
      .map((name) => [looks[name].words, ...pairs.map(([, to, count]) => ratio(find(mine, { name, callers: count }), to))]),
  );
  return `${rates}\n\n${ratios}`;
};

const sessions = ({ rows }, engine) => {
  const mine = rows.filter(
    (row) => row.engine === engine && row.scheme === "lucia_v3" && row.clock === "wall" && row.callers === 1,
  );
  const sizes = distinct(mine, "sessions");
  return table(
    ["validations per second, by sessions", ...sizes.map(tick)],
    order(mine).map((name) => [looks[name].words, ...sizes.map((count) => rate(find(mine, { name, sessions: count })))]),
  );
};

const own = ({ rows }) => {
  const mine = rows.filter((row) => row.scheme === "cardea" && row.clock === "wall");
  return table(
    ["tables of Cardea's own", "callers", "per second", "to by hand", "to by hand, 64 at once"],
    mine.filter((row) => row.name.startsWith("cardea")).map((row) => [
      `${engines[row.engine].words}, ${looks[row.name].words}`, row.callers, rate(row), ratio(row, "ratioToBare"), ratio(row, "ratioToBareMany"),
    ]),
  );
};

const http = ({ rows }) =>
  table(
    ["`GET /api/me`, per second", "cardea serve", "node with Lucia 3", "nginx, a constant", "to node", "to nginx"],
    rows.filter((row) => row.name === "GET /api/me").map((row) => [
      engines[row.engine].words, whole(row.perSecond), whole(row.perSecondOfNode), whole(row.perSecondOfNginx),
      ratio(row, "ratioToNode"), ratio(row, "ratioToNginx"),
    ]),
  );

const signIns = ({ rows }) => {
  const mine = rows.filter(({ p99Ratio }) => p99Ratio);
  const milliseconds = (all) => all.map((one) => one.toFixed(2));
  return table(
    ["percentile, in milliseconds", ...(mine[0]?.percentiles ?? []).map(String)],
    mine.flatMap((row) => [
      [`${engines[row.engine].words}, nobody signs in`, ...milliseconds(row.milliseconds)],
      [`${engines[row.engine].words}, ${row.loginsPerSecond} sign-ins a second`, ...milliseconds(row.millisecondsWithLogins)],
    ]),
  );
};

const machine = ({ measured, rows }) => {
  const versions = [...new Set(rows.map((row) => row.version).filter(Boolean))];
  return (
    (measured.quick ? "**A quick run, to see that all works: these figures mean little.** " : "") +
    `Measured by \`${measured.command}\` on ${measured.date} on a machine with ${measured.processors} processors (${measured.processor}) and ` +
    `${measured.memoryGiB} GiB of memory, which servers, callers and node share; ${[...versions, ...measured.versions].join(", ")}.`
  );
};

const failures = ({ rows }) => {
  const all = rows.filter((row) => row.failure);
  if (!all.length) return "All of them answered yes to every token.";
  const words = (row) =>
    `- ${engines[row.engine]?.words ?? row.engine}, ${looks[row.name]?.words ?? row.name}, ${row.scheme}, ${tick(row.sessions)} sessions, ` +
    `${row.callers} callers: ${row.failure.split("\n")[0]}`;
  return `Not measured, and why:\n\n${all.map(words).join("\n")}`;
};

/** Each table by the name that it has between its marks on the page. */
export const tables = (results) =>
  new Map([
    ["machine", machine(results)],
    ["failures", failures(results)],
    ["aims", aims(results)],
    ...Object.keys(engines).map((engine) => [`callers-${engine}`, callers(results, engine)]),
    ...Object.keys(engines).map((engine) => [`sessions-${engine}`, sessions(results, engine)]),
    ["own", own(results)],
    ["http", http(results)],
    ["sign-ins", signIns(results)],
  ]);

/** The page with the tables between their marks, `<!-- bench NAME -->` and `<!-- /bench -->`. */
export const filledIn = (page, results) => {
  const all = tables(results);
  return page.replace(/<!-- bench ([\w-]+) -->\n[\s\S]*?<!-- \/bench -->/g, (_, name) => {
    if (!all.has(name)) throw new Error(`the page wants a table "${name}", and there is none`);
    return `<!-- bench ${name} -->\n${all.get(name)}\n<!-- /bench -->`;
  });
};
