// SPDX-License-Identifier: MIT
// The program of C++ that is built with the headers in drizzle/.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** Its methods on the database at `url`, through one header; each takes an object and gives what JSON it printed. */
export function imported(header, url) {
  const program = process.env.CARDEA_IMPORTED;
  if (!program) throw new Error("CARDEA_IMPORTED must name the program interop_imported: run ./dev test");
  const call = (method, given) => {
    const line = [header.replace("-", "_"), url, method, JSON.stringify(given)];
    const done = spawnSync(program, line, { encoding: "utf8", timeout: 60_000 });
    assert.equal(done.status, 0, `${line.join(" ")}: ${done.stderr}`);
    return JSON.parse(done.stdout);
  };
  return {
    createUser: (given) => call("createUser", given),
    useKey: (given) => call("useKey", given).userId,
    createSession: (given) => call("createSession", given).token,
    validate: (token) => call("validate", { token }),
  };
}
