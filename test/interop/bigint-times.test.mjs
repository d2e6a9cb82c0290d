// SPDX-License-Identifier: MIT
// Lucia's pages on MySQL declare the times of Lucia 1 and 2 as BIGINT UNSIGNED, those on Drizzle and Prisma as BIGINT.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { onMysql, share } from "./lib/generations.mjs";
import { hour } from "./lib/times.mjs";

for (const timeType of ["BIGINT UNSIGNED", "BIGINT"]) {
  for (const { database, name, peer, on, skip } of onMysql("v1", "v2")) {
    describe(`times in ${timeType}, ${on}`, { skip }, () => {
      const setUp = async (t) => {
        const shared = await share(t, peer, database, { timeType });
        return { ...shared, user: await shared.lucia.createUser() };
      };
      const times = ({ activePeriodExpiresAt, idlePeriodExpiresAt }) => [activePeriodExpiresAt, idlePeriodExpiresAt];
      const stored = ({ active_expires, idle_expires }) =>
        [active_expires, idle_expires].map((time) => new Date(time).toISOString());

      test("the table passes Cardea's check", async (t) => {
        const { cardea } = await setUp(t);
        assert.equal(cardea.ok(["check"]).ok, true);
      });

      test("each reads the milliseconds that the other wrote", async (t) => {
        const { lucia, cardea, user, row } = await setUp(t);
        const made = await lucia.createSession(user.id);
        assert.deepEqual(times(cardea.validate(made.id).session), times(made));
        const { session } = cardea.createSession(user.id);
        assert.deepEqual(times((await lucia.validate(session.id)).session), times(session));
        assert.deepEqual(stored(await row.read(session.id)), times(session));
      });

      test("each renews what the other made, and Cardea prunes what is over", async (t) => {
        const { lucia, cardea, user, row } = await setUp(t);
        const made = await lucia.createSession(user.id);
        await row.idle(made.id, hour);
        assert.equal(cardea.validate(made.id).session.fresh, true);
        const { session } = cardea.createSession(user.id);
        await row.idle(session.id, hour);
        assert.equal((await lucia.validate(session.id)).session.fresh, true);
        const dead = await lucia.createSession(user.id);
        await row.expire(dead.id);
        assert.equal(cardea.ok(["session", "prune"]).deleted, 1);
        assert.equal(await row.exists(dead.id), false);
      });

      if (name === "v1")
        test("a key for one use expires when Lucia said", async (t) => {
          const { lucia, cardea, user, db } = await setUp(t);
          const key = { providerId: "reset", providerUserId: "tok", password: null, expiresIn: 3600 };
          await lucia.createSingleUseKey(user.id, key);
          const [{ expires }] = await db.rows("auth_key");
          assert.equal(cardea.useKey("reset:tok").expiresAt, new Date(expires).toISOString());
        });
    });
  }
}
