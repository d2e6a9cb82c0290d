// SPDX-License-Identifier: MIT
// The types that `cardea schema --as kysely` prints are those of the values: in the tables that `--as sql` makes, rows
// are written and read through Kysely on better-sqlite3, pg and mysql2 as they are by default.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dialects, layouts, options, schema } from "./lib/kysely.mjs";
import { connect, database, missing } from "./lib/with-kysely.mjs";
import { parse } from "./lib/typescript.mjs";

/** A value that each type lets one write, and whether one that was read is of it. */
const types = {
  string: [["x"], (seen) => typeof seen === "string"],
  number: [[1], (seen) => typeof seen === "number"],
  Int8: [[1, "9007199254740993", 9007199254740993n], (seen) => typeof seen === "string" && /^\d+$/.test(seen)],
  boolean: [[true], (seen) => typeof seen === "boolean"],
  Date: [[new Date("2030-01-02T03:04:05Z")], (seen) => seen instanceof Date],
  Buffer: [[Buffer.from("x")], (seen) => Buffer.isBuffer(seen)],
};

const bare = (type) => type.replace(" | null", "");

/** One row for each value that the types offer, and one with NULL wherever it may be. */
function rowsOf(columns, userId) {
  const most = Math.max(...columns.map(([, type]) => types[bare(type)][0].length));
  const row = (i) =>
    Object.fromEntries(
      columns.map(([name, type]) => {
        if (name === "id") return [name, `id ${i}`];
        if (name === "user_id") return [name, userId];
        const [values] = types[bare(type)];
        return [name, i === most && type !== bare(type) ? null : values[i % values.length]];
      }),
    );
  return Array.from({ length: most + 1 }, (_, i) => row(i));
}

for (const dialect of dialects) {
  describe(`values that Kysely sees, ${dialect}`, { skip: missing(dialect) }, () => {
    for (const layout of layouts) {
      test(`are of the types that are printed for ${layout}`, async (t) => {
        const { db, run } = connect(t, await database(t, dialect));
        await run(schema("sql", dialect, options(layout)));
        const { interfaces } = parse(schema("kysely", dialect, options(layout)));
        for (const [table, type] of interfaces.get("Database")) {
          const columns = interfaces.get(type);
          const written = rowsOf(columns, "id 0");
          await db.insertInto(table).values(written).execute();
          const read = await db.selectFrom(table).selectAll().orderBy("id").execute();
          assert.equal(read.length, written.length);
          for (const [i, row] of read.entries()) {
            assert.deepEqual(Object.keys(row).sort(), columns.map(([name]) => name).sort());
            for (const [name, declared] of columns) {
              const seen = row[name];
              const says = `${table}.${name}: ${declared} is ${typeof seen} ${seen}`;
              if (written[i][name] === null) assert.equal(seen, null, says);
              else assert.ok(types[bare(declared)][1](seen), says);
              if (seen instanceof Date) assert.deepEqual(seen, written[i][name], says);
              else if (seen !== null) assert.equal(String(seen), String(written[i][name]), says);
            }
          }
        }
      });
    }
  });
}
