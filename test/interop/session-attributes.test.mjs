// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everywhere, share } from "./lib/generations.mjs";
import { day } from "./lib/times.mjs";

const cases = {
  "all set": { country: "fr", hits: 7, trusted: true },
  "zero, empty and false": { country: "", hits: 0, trusted: false },
  "beyond ASCII and 32 bits": { country: "Île d’Yeu 🏝", hits: 2 ** 40, trusted: null },
};
const none = { country: null, hits: null, trusted: null };
const given = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));

for (const { database, name, peer, on, skip } of everywhere("v2", "v3")) {
  const setUp = async (t) => {
    const shared = await share(t, peer, database);
    return { ...shared, user: await shared.lucia.createUser() };
  };

  describe(`session attributes, ${on}`, { skip }, () => {
    for (const [kind, attributes] of Object.entries(cases)) {
      test(`${kind}: Cardea reads what Lucia wrote`, async (t) => {
        const { lucia, cardea, user } = await setUp(t);
        const made = await lucia.createSession(user.id, attributes);
        assert.deepEqual(cardea.validate(made.id).session.attributes, attributes);
      });

      test(`${kind}: Lucia reads what Cardea wrote`, async (t) => {
        const { lucia, cardea, user } = await setUp(t);
        const { session } = cardea.createSession(user.id, given(attributes));
        assert.deepEqual(session.attributes, attributes);
        assert.deepEqual((await lucia.validate(session.id)).session.attributes, attributes);
      });
    }

    test("what nobody set is null to both", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const made = await lucia.createSession(user.id);
      assert.deepEqual(cardea.validate(made.id).session.attributes, none);
      const { session } = cardea.createSession(user.id);
      assert.deepEqual((await lucia.validate(session.id)).session.attributes, none);
    });

    test("booleans lie in the table as the driver writes them", async (t) => {
      const { cardea, user, row, db } = await setUp(t);
      const yes = cardea.createSession(user.id, { trusted: true }).session.id;
      const no = cardea.createSession(user.id, { trusted: false }).session.id;
      const stored = [(await row.read(yes)).trusted, (await row.read(no)).trusted];
      assert.deepEqual(stored, [true, false].map(db.boolean));
    });

    test("a renewal by Cardea keeps them", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const made = await lucia.createSession(user.id, cases["all set"]);
      if (name === "v2") await row.idle(made.id);
      else await row.endsIn(made.id, day);
      assert.equal(cardea.validate(made.id).session.fresh, true);
      assert.deepEqual((await lucia.validate(made.id)).session.attributes, cases["all set"]);
    });
  });
}
