// SPDX-License-Identifier: MIT
// Moves a session in time by writing its row, so that no test waits.
import assert from "node:assert/strict";

export const hour = 3_600_000;
export const day = 24 * hour;

/** Reads and writes the rows of one table of sessions; times go in as milliseconds from now. */
export function sessionRow(db, layout, table) {
  const read = (id) => db.row(table, { id });
  const set = async (id, values) => assert.equal(await db.update(table, values, { id }), 1, `no session ${id}`);
  const seconds = (milliseconds) => Math.floor(milliseconds / 1000);
  return {
    read,
    set,
    exists: async (id) => (await read(id)) !== undefined,
    /** Lucia 0 to 2: the active period over by `ago`, the idle one not. */
    idle: (id, ago = 1000) => set(id, { active_expires: Date.now() - ago, idle_expires: Date.now() + day }),
    /** Lucia 3. */
    endsIn: (id, left) => set(id, { expires_at: db.time(Date.now() + left) }),
    /** The recipe. */
    verifiedAgo: (id, ago) => set(id, { token_last_verified_at: seconds(Date.now() - ago) }),
    createdAgo: (id, ago) => set(id, { created_at: seconds(Date.now() - ago) }),
    /** Over for good, a moment ago. */
    expire: (id) => {
      if (layout === "lucia-v3") return set(id, { expires_at: db.time(Date.now() - 1000) });
      if (layout === "cardea") return set(id, { token_last_verified_at: seconds(Date.now() - 10 * day) - 1 });
      return set(id, { active_expires: Date.now() - day, idle_expires: Date.now() - 1000 });
    },
  };
}

/** Runs `act` and asserts that `time()` of its result lies `after` milliseconds from when it ran, to the second. */
export async function assertMovedTo(after, act, time) {
  const before = Date.now();
  const result = await act();
  const moved = (await time(result)) - after;
  assert.ok(moved >= before - 1000 && moved <= Date.now() + 1, `off by ${moved - before} ms`);
  return result;
}
