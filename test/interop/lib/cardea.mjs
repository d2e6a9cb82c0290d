// SPDX-License-Identifier: MIT
// Runs the program named by CARDEA on one database, by the contract of its command line.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

export const program = () => {
  if (!process.env.CARDEA) throw new Error("CARDEA must name the cardea program: run ./dev test");
  return process.env.CARDEA;
};

const listing = (pairs) => Object.entries(pairs).map(([name, value]) => `${name}=${value}`).join(",");

/**
 * Without a database (`cookie`, `password`), leave `db`, its URL, out. `tables` and `columns` are objects, attributes
 * are in the command line's own spelling, `env` is what else its environment holds. Every call returns { status, json,
 * stderr }, json being what --json printed.
 */
export function cardea(given = {}) {
  const { db, layout, tables, columns, userAttributes, sessionAttributes, options = [], env: more } = given;
  const common = ["--json"];
  if (db) common.push("--db", db);
  if (layout) common.push("--layout", layout);
  if (tables) common.push("--tables", listing(tables));
  if (columns) common.push("--columns", listing(columns));
  if (userAttributes) common.push("--user-attributes", userAttributes);
  if (sessionAttributes) common.push("--session-attributes", sessionAttributes);
  common.push(...options);

  const run = (args, input = "") => {
    const { CARDEA_DB: _, ...inherited } = process.env;
    const env = { ...inherited, ...more };
    const done = spawnSync(program(), [...common, ...args], { input, env, encoding: "utf8", timeout: 60_000 });
    if (done.error) throw done.error;
    assert.equal(done.signal, null, `cardea ${args.join(" ")} died of ${done.signal}\n${done.stderr}`);
    let json;
    try {
      json = JSON.parse(done.stdout);
    } catch {
      assert.fail(`cardea ${args.join(" ")} (status ${done.status}) printed no JSON: ${done.stdout}${done.stderr}`);
    }
    return { status: done.status, json, stderr: done.stderr };
  };

  /** As run, for a command whose answer must be yes; gives the JSON alone. */
  const ok = (args, input) => {
    const { status, json, stderr } = run(args, input);
    assert.equal(status, 0, `cardea ${args.join(" ")}: status ${status}: ${JSON.stringify(json)} ${stderr}`);
    return json;
  };

  /** As run, for a command whose answer must be no; gives the error's code, or the JSON where there is none. */
  const no = (args, input) => {
    const { status, json, stderr } = run(args, input);
    assert.equal(status, 1, `cardea ${args.join(" ")}: status ${status}: ${JSON.stringify(json)} ${stderr}`);
    return json.error?.code ?? json;
  };

  const attrs = (attributes = {}) => Object.entries(attributes).flatMap(([k, v]) => ["--attr", `${k}=${v}`]);
  const secret = (password) => (password === undefined || password === null ? [] : ["--password-stdin"]);

  return {
    run,
    ok,
    no,
    createUser: ({ attributes, key } = {}) =>
      ok(
        ["user", "create", ...attrs(attributes), ...(key ? ["--key", key.name, ...secret(key.password)] : [])],
        key?.password ?? undefined,
      ),
    createKey: (userId, name, password) => ok(["key", "create", userId, name, ...secret(password)], password).key,
    useKey: (name, password) => ok(["key", "verify", name, ...secret(password)], password).key,
    refuseKey: (name, password) => no(["key", "verify", name, ...secret(password)], password),
    createSession: (userId, attributes) => ok(["session", "create", userId, ...attrs(attributes)]),
    validate: (token) => ok(["session", "validate", "--stdin"], token),
    refuse: (token) => assert.deepEqual(no(["session", "validate", "--stdin"], token), { session: null, user: null }),
    revoke: (token) => ok(["session", "revoke", token]).deleted,
  };
}
