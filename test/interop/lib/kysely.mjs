// SPDX-License-Identifier: MIT
// What the tests of `cardea schema --as kysely` loop over, and how they ask for it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { program } from "./cardea.mjs";

export const dialects = ["sqlite", "postgres", "mysql"];
export const layouts = ["lucia-v0", "lucia-v1", "lucia-v2", "lucia-v3", "cardea"];

/** A column of each type that the command line has, and each of them as it may be NULL. */
const types = ["string", "integer", "number", "boolean", "timestamp"];
const attributes = types.flatMap((type) => [`a_${type}:${type}`, `any_${type}:${type}?`]).join(",");

export const options = (layout) => [
  "--layout",
  layout,
  "--user-attributes",
  attributes,
  ...(layout === "lucia-v0" || layout === "lucia-v1" ? [] : ["--session-attributes", attributes]),
];

/** What `cardea schema` prints; `cwd` may hold a cardea.toml. */
export function schema(as, dialect, options = [], cwd = undefined) {
  const done = spawnSync(program(), [...options, "schema", "--as", as, "--dialect", dialect], {
    encoding: "utf8",
    cwd,
  });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}
