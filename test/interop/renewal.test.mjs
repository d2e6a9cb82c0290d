// SPDX-License-Identifier: MIT
// When a session is renewed, and what becomes of its row: exactly as each Lucia does it, by either side.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generations, share } from "./lib/generations.mjs";
import { assertMovedTo, day, hour, sessionRow } from "./lib/times.mjs";

const setUp = async (t, peer) => {
  const shared = await share(t, peer);
  const user = await shared.lucia.createUser();
  const sides = {
    cardea: { create: () => shared.cardea.createSession(user.id), validate: (token) => shared.cardea.validate(token) },
    lucia: {
      create: async () => {
        const session = await shared.lucia.createSession(user.id);
        return { session, token: session.token ?? session.id };
      },
      validate: (token) => shared.lucia.validate(token),
    },
  };
  return { ...shared, user, sides, row: sessionRow(shared.db, peer) };
};
const active = ({ session }) => Date.parse(session.activePeriodExpiresAt);
const idle = ({ session }) => Date.parse(session.idlePeriodExpiresAt);

for (const [maker, validator] of [["lucia", "cardea"], ["cardea", "lucia"]]) {
  for (const name of ["v0", "v1"]) {
    test(`renewal, ${name}: ${validator} follows an idle session of ${maker}'s with a new row and leaves the old`, async (t) => {
      const { sides, row, lucia, cardea } = await setUp(t, generations[name]);
      const { session, token } = await sides[maker].create();
      row.idle(session.id);
      const old = row.read(session.id);
      const renewed = await assertMovedTo(day, () => sides[validator].validate(token), active);
      assert.equal(idle(renewed) - active(renewed), 14 * day);
      assert.notEqual(renewed.session.id, session.id);
      assert.equal(renewed.session.id.length, 40);
      assert.deepEqual([renewed.session.fresh, renewed.session.state], [true, "active"]);
      assert.deepEqual(row.read(session.id), old);
      assert.deepEqual((await lucia.validate(renewed.session.id)).session, cardea.validate(renewed.session.id).session);
    });
  }

  test(`renewal, v2: ${validator} moves the row of an idle session of ${maker}'s`, async (t) => {
    const { sides, row, db } = await setUp(t, generations.v2);
    const { session, token } = await sides[maker].create();
    row.idle(session.id);
    const renewed = await assertMovedTo(day, () => sides[validator].validate(token), active);
    assert.equal(idle(renewed) - active(renewed), 14 * day);
    assert.deepEqual([renewed.session.id, renewed.session.fresh], [session.id, true]);
    const { active_expires, idle_expires } = row.read(session.id);
    assert.deepEqual([active_expires, idle_expires], [active(renewed), idle(renewed)]);
    assert.equal(db.prepare("SELECT count(*) AS n FROM user_session").get().n, 1);
    const again = await sides[maker].validate(token);
    assert.deepEqual([again.session.fresh, again.session.state, active(again)], [false, "active", active(renewed)]);
  });

  test(`renewal, v3: ${validator} moves the row of a session of ${maker}'s that is past half its life`, async (t) => {
    const { sides, row } = await setUp(t, generations.v3);
    const { session, token } = await sides[maker].create();
    row.endsIn(session.id, 15 * day - hour);
    const expires = (found) => Date.parse(found.session.expiresAt);
    const renewed = await assertMovedTo(30 * day, () => sides[validator].validate(token), expires);
    assert.deepEqual([renewed.session.id, renewed.session.fresh], [session.id, true]);
    assert.equal(row.read(session.id).expires_at, Math.floor(expires(renewed) / 1000));
    assert.equal((await sides[maker].validate(token)).session.fresh, false);
  });

  test(`renewal, v3: ${validator} leaves a session of ${maker}'s that has more than half its life before it`, async (t) => {
    const { sides, row } = await setUp(t, generations.v3);
    const { session, token } = await sides[maker].create();
    row.endsIn(session.id, 15 * day + hour);
    const before = row.read(session.id);
    assert.equal((await sides[validator].validate(token)).session.fresh, false);
    assert.deepEqual(row.read(session.id), before);
  });

  test(`renewal, recipe: ${validator} writes the last use of a session of ${maker}'s once an hour`, async (t) => {
    const { sides, row } = await setUp(t, generations.recipe);
    const { session, token } = await sides[maker].create();
    const lastUse = () => row.read(session.id).token_last_verified_at * 1000;
    row.verifiedAgo(session.id, hour - 60_000);
    const before = row.read(session.id);
    await sides[validator].validate(token);
    assert.deepEqual(row.read(session.id), before);
    row.verifiedAgo(session.id, hour);
    await assertMovedTo(0, () => sides[validator].validate(token), lastUse);
    assert.equal(row.read(session.id).created_at, before.created_at);
  });
}

describe("renewal, what Cardea refuses", () => {
  test("v3: a row that ends within this second is over", async (t) => {
    const { sides, row, cardea } = await setUp(t, generations.v3);
    const { session, token } = await sides.lucia.create();
    row.endsIn(session.id, 0);
    cardea.refuse(token);
    assert.equal(row.exists(session.id), false);
  });

  test("recipe: a session used nine days ago lives, one used ten days ago does not", async (t) => {
    const { sides, row, cardea, lucia } = await setUp(t, generations.recipe);
    const { session, token } = await sides.lucia.create();
    row.verifiedAgo(session.id, 9 * day);
    assert.equal(cardea.validate(token).session.id, session.id);
    row.verifiedAgo(session.id, 10 * day);
    assert.equal((await lucia.validate(token)).session, null);
    cardea.refuse(token);
  });

  test("recipe: a session in steady use ends for Cardea after thirty days, though the recipe has no such limit", async (t) => {
    const { sides, row, cardea, lucia } = await setUp(t, generations.recipe);
    const { session, token } = await sides.lucia.create();
    row.createdAgo(session.id, 30 * day);
    assert.equal((await lucia.validate(token)).session.id, session.id);
    cardea.refuse(token);
  });

  test("recipe: the id alone, another secret and an altered one open nothing", async (t) => {
    const { sides, cardea, lucia } = await setUp(t, generations.recipe);
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
