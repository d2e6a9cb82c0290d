// SPDX-License-Identifier: MIT
// What the tests loop over: each generation's peer, a fresh database for it, and Cardea on the same file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cardea } from "./cardea.mjs";
import * as v0 from "../peers/v0.mjs";
import * as v1 from "../peers/v1.mjs";
import * as v2 from "../peers/v2.mjs";
import * as v3 from "../peers/v3.mjs";
import * as recipe from "../peers/recipe.mjs";

export const generations = { v0, v1, v2, v3, recipe };

export const userAttributes = "username:string?,age:integer?,verified:boolean?";
export const sessionAttributes = "country:string?,hits:integer?,trusted:boolean?";

/** Removes the directory when the test `t` ends. */
export function scratch(t) {
  const directory = mkdtempSync(join(tmpdir(), "cardea-interop-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/**
 * The tables of `peer` in a new file, with the real package and Cardea on them. Closed when `t` ends. Cardea adds what
 * the peer's schema lacks, unless `migrate` says no: for the recipe, which has no keys, the table of keys.
 */
export async function share(t, peer, { tables, options, migrate = true, ...peerOptions } = {}) {
  const path = join(scratch(t), "app.db");
  const lucia = await peer.open(path, { create: true, tables, ...peerOptions });
  t.after(() => lucia.close());
  const program = cardea({
    db: path,
    layout: peer.layout,
    tables: tables ?? peer.cardeaTables,
    userAttributes,
    sessionAttributes: peer.sessionsHaveAttributes ? sessionAttributes : undefined,
    options,
  });
  if (migrate && peer.layout === "cardea") program.ok(["migrate"]);
  return { path, lucia, cardea: program, db: lucia.db };
}
