// SPDX-License-Identifier: MIT
// When a session is renewed, and what becomes of its row: exactly as each Lucia does it, by either side.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everywhere, share } from "./lib/generations.mjs";
import { assertMovedTo, day, hour } from "./lib/times.mjs";

const setUp = async (t, peer, database) => {
  const shared = await share(t, peer, database);
  const { lucia, cardea } = shared;
  const user = await lucia.createUser();
  const sides = {
    cardea: { create: () => cardea.createSession(user.id), validate: (token) => cardea.validate(token) },
    lucia: {
      create: async () => {
        const session = await lucia.createSession(user.id);
        return { session, token: session.token ?? session.id };
      },
      validate: (token) => lucia.validate(token),
    },
  };
  return { ...shared, user, sides };
};
const active = ({ session }) => Date.parse(session.activePeriodExpiresAt);
const idle = ({ session }) => Date.parse(session.idlePeriodExpiresAt);

for (const [maker, validator] of [["lucia", "cardea"], ["cardea", "lucia"]]) {
  for (const { database, peer, on, skip } of everywhere("v0", "v1")) {
    const title = `${validator} follows an idle session of ${maker}'s with a new row and leaves the old`;
    test(`renewal, ${on}: ${title}`, { skip }, async (t) => {
      const { sides, row, lucia, cardea } = await setUp(t, peer, database);
      const { session, token } = await sides[maker].create();
      await row.idle(session.id);
      const old = await row.read(session.id);
      const renewed = await assertMovedTo(day, () => sides[validator].validate(token), active);
      assert.equal(idle(renewed) - active(renewed), 14 * day);
      assert.notEqual(renewed.session.id, session.id);
      assert.equal(renewed.session.id.length, 40);
      assert.deepEqual([renewed.session.fresh, renewed.session.state], [true, "active"]);
      assert.deepEqual(await row.read(session.id), old);
      assert.deepEqual((await lucia.validate(renewed.session.id)).session, cardea.validate(renewed.session.id).session);
    });
  }

  for (const { database, peer, on, skip } of everywhere("v2")) {
    test(`renewal, ${on}: ${validator} moves the row of an idle session of ${maker}'s`, { skip }, async (t) => {
      const { sides, row, db, tables } = await setUp(t, peer, database);
      const { session, token } = await sides[maker].create();
      await row.idle(session.id);
      const renewed = await assertMovedTo(day, () => sides[validator].validate(token), active);
      assert.equal(idle(renewed) - active(renewed), 14 * day);
      assert.deepEqual([renewed.session.id, renewed.session.fresh], [session.id, true]);
      const { active_expires, idle_expires } = await row.read(session.id);
      assert.deepEqual([active_expires, idle_expires], [active(renewed), idle(renewed)]);
      assert.equal(await db.count(tables.session), 1);
      const again = await sides[maker].validate(token);
      assert.deepEqual([again.session.fresh, again.session.state, active(again)], [false, "active", active(renewed)]);
    });
  }

  for (const { database, peer, on, skip } of everywhere("v3")) {
    const past = `${validator} moves the row of a session of ${maker}'s that is past half its life`;
    test(`renewal, ${on}: ${past}`, { skip }, async (t) => {
      const { sides, row, db } = await setUp(t, peer, database);
      const { session, token } = await sides[maker].create();
      await row.endsIn(session.id, 15 * day - hour);
      const expires = (found) => Date.parse(found.session.expiresAt);
      const renewed = await assertMovedTo(30 * day, () => sides[validator].validate(token), expires);
      assert.deepEqual([renewed.session.id, renewed.session.fresh], [session.id, true]);
      // To the millisecond where the column has them, else the second that has begun.
      assert.deepEqual((await row.read(session.id)).expires_at, db.time(expires(renewed)));
      assert.equal((await sides[maker].validate(token)).session.fresh, false);
    });

    const before = `${validator} leaves a session of ${maker}'s that has more than half its life before it`;
    test(`renewal, ${on}: ${before}`, { skip }, async (t) => {
      const { sides, row } = await setUp(t, peer, database);
      const { session, token } = await sides[maker].create();
      await row.endsIn(session.id, 15 * day + hour);
      const before = await row.read(session.id);
      assert.equal((await sides[validator].validate(token)).session.fresh, false);
      assert.deepEqual(await row.read(session.id), before);
    });
  }

  for (const { database, peer, on, skip } of everywhere("recipe")) {
    const title = `${validator} writes the last use of a session of ${maker}'s once an hour`;
    test(`renewal, ${on}: ${title}`, { skip }, async (t) => {
      const { sides, row } = await setUp(t, peer, database);
      const { session, token } = await sides[maker].create();
      const lastUse = async () => (await row.read(session.id)).token_last_verified_at * 1000;
      await row.verifiedAgo(session.id, hour - 60_000);
      const before = await row.read(session.id);
      await sides[validator].validate(token);
      assert.deepEqual(await row.read(session.id), before);
      await row.verifiedAgo(session.id, hour);
      await assertMovedTo(0, () => sides[validator].validate(token), lastUse);
      assert.equal((await row.read(session.id)).created_at, before.created_at);
    });
  }
}

for (const { database, peer, on, skip } of everywhere("v3"))
  test(`renewal, ${on}, what Cardea refuses: a row that ends within this second is over`, { skip }, async (t) => {
    const { sides, row, cardea } = await setUp(t, peer, database);
    const { session, token } = await sides.lucia.create();
    await row.endsIn(session.id, 0);
    cardea.refuse(token);
    assert.equal(await row.exists(session.id), false);
  });

for (const { database, peer, on, skip } of everywhere("recipe"))
  describe(`renewal, ${on}, what Cardea refuses`, { skip }, () => {
    test("a session used nine days ago lives, one used ten days ago does not", async (t) => {
      const { sides, row, cardea, lucia } = await setUp(t, peer, database);
      const { session, token } = await sides.lucia.create();
      await row.verifiedAgo(session.id, 9 * day);
      assert.equal(cardea.validate(token).session.id, session.id);
      await row.verifiedAgo(session.id, 10 * day);
      assert.equal((await lucia.validate(token)).session, null);
      cardea.refuse(token);
    });

    test("a session in steady use ends for Cardea after thirty days, though the recipe has no limit", async (t) => {
      const { sides, row, cardea, lucia } = await setUp(t, peer, database);
      const { session, token } = await sides.lucia.create();
      await row.createdAgo(session.id, 30 * day);
      assert.equal((await lucia.validate(token)).session.id, session.id);
      cardea.refuse(token);
    });

    test("the id alone, another secret and an altered one open nothing", async (t) => {
      const { sides, cardea, lucia } = await setUp(t, peer, database);
      const { token } = await sides.cardea.create();
      const other = (await sides.lucia.create()).token;
      const [id, secret] = token.split(".");
      const flipped = (secret[0] === "A" ? "B" : "A") + secret.slice(1);
      const wrong = [id, `${id}.`, `${id}.${other.split(".")[1]}`, `${id}.${flipped}`, `${token}.x`, `.${secret}`];
      for (const bad of wrong) {
        cardea.refuse(bad);
        assert.equal((await lucia.validate(bad)).session, null, bad);
      }
    });
  });
