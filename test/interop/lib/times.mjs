// SPDX-License-Identifier: MIT
// Moves a session in time by writing its row, so that no test waits.
import assert from "node:assert/strict";

export const hour = 3_600_000;
export const day = 24 * hour;

/** Reads and writes one session's row; times go in and out as milliseconds from now. */
export function sessionRow(db, peer, table = peer.tables.session) {
  const set = (id, values) => {
    const columns = Object.keys(values).map((column) => `"${column}" = ?`);
    const { changes } = db.prepare(`UPDATE "${table}" SET ${columns} WHERE id = ?`).run(...Object.values(values), id);
    assert.equal(changes, 1, `no session ${id}`);
  };
  const seconds = (milliseconds) => Math.floor(milliseconds / 1000);
  const read = (id) => db.prepare(`SELECT * FROM "${table}" WHERE id = ?`).get(id);
  return {
    read,
    set,
    exists: (id) => read(id) !== undefined,
    /** Lucia 0 to 2: the active period over by `ago`, the idle one not. */
    idle: (id, ago = 1000) => set(id, { active_expires: Date.now() - ago, idle_expires: Date.now() + day }),
    /** Lucia 3. */
    endsIn: (id, left) => set(id, { expires_at: seconds(Date.now() + left) }),
    /** The recipe. */
    verifiedAgo: (id, ago) => set(id, { token_last_verified_at: seconds(Date.now() - ago) }),
    createdAgo: (id, ago) => set(id, { created_at: seconds(Date.now() - ago) }),
    /** Over for good, a moment ago. */
    expire: (id) => {
      if (peer.layout === "lucia-v3") set(id, { expires_at: seconds(Date.now()) - 1 });
      else if (peer.layout === "cardea") set(id, { token_last_verified_at: seconds(Date.now() - 10 * day) - 1 });
      else set(id, { active_expires: Date.now() - day, idle_expires: Date.now() - 1000 });
    },
  };
}

/** Runs `act` and asserts that `time()` of its result lies `after` milliseconds from when it ran, to the second. */
export async function assertMovedTo(after, act, time) {
  const before = Date.now();
  const result = await act();
  const moved = time(result) - after;
  assert.ok(moved >= before - 1000 && moved <= Date.now() + 1, `off by ${moved - before} ms`);
  return result;
}
