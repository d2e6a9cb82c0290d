// SPDX-License-Identifier: MIT
// What the tests loop over: each generation's peer on each database, and Cardea on the same tables.
import { cardea } from "./cardea.mjs";
import * as mysql from "./databases/mysql.mjs";
import * as postgres from "./databases/postgres.mjs";
import * as sqlite from "./databases/sqlite.mjs";
import { sessionRow } from "./times.mjs";
import * as v0 from "../peers/v0.mjs";
import * as v1 from "../peers/v1.mjs";
import * as v2 from "../peers/v2.mjs";
import * as v3 from "../peers/v3.mjs";
import * as recipe from "../peers/recipe.mjs";

export const generations = { v0, v1, v2, v3, recipe };
export const databases = { sqlite, postgres, mysql };

/** Each of the generations `names` on each database that it has an adapter for. `on` is for a test's name. */
export const everywhere = (...names) =>
  Object.values(databases).flatMap((database) => {
    const { skip } = database;
    const possible = names.filter((name) => generations[name].tables[database.kind]);
    const titled = (name) => `${name} on ${database.name}`;
    return possible.map((name) => ({ database, name, peer: generations[name], on: titled(name), skip }));
  });
export const onMysql = (...names) => everywhere(...names).filter(({ database }) => database === mysql);

export const userAttributes = "username:string?,age:integer?,verified:boolean?";
export const sessionAttributes = "country:string?,hits:integer?,trusted:boolean?";

/**
 * The tables of `peer` in a new database, with the real package and Cardea on them. Gone when `t` ends. Cardea adds
 * what the peer's schema lacks, unless `migrate` says no: for the recipe, which has no keys, the table of keys.
 * `first` is SQL that runs before the tables are made; `columns`, `options` and `env` are Cardea's.
 */
export async function share(t, peer, database, given = {}) {
  const { tables, first, columns, options, env, sessionAttributes: attributes, migrate = true, ...peerOptions } = given;
  const db = await database.open(t);
  if (first) await db.script(first);
  const names = tables ?? peer.tables[db.kind];
  const lucia = await peer.open(db, { create: true, tables: names, ...peerOptions });
  t.after(() => lucia.close?.());
  const program = cardea({
    db: db.url,
    layout: peer.layout,
    tables: tables ?? peer.cardeaTables,
    columns,
    userAttributes,
    sessionAttributes: attributes ?? (peer.sessionsHaveAttributes ? sessionAttributes : undefined),
    options,
    env,
  });
  if (migrate && peer.layout === "cardea") program.ok(["migrate"]);
  return { lucia, cardea: program, db, tables: names, row: sessionRow(db, peer.layout, names.session) };
}
