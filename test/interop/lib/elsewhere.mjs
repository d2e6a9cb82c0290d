// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../peers/elsewhere.mjs", import.meta.url));

/** Lucia 3 on `db` in a process whose TZ is `zone`; `options` are the driver's. Gives the answers to `calls`. */
export function elsewhere(db, zone, options = {}) {
  return (...calls) => {
    const args = [program, db.kind, db.url, JSON.stringify(options), JSON.stringify(calls)];
    const env = { ...process.env, TZ: zone };
    const done = spawnSync(process.execPath, args, { env, encoding: "utf8", timeout: 60_000 });
    assert.equal(done.status, 0, done.stderr);
    return JSON.parse(done.stdout);
  };
}
