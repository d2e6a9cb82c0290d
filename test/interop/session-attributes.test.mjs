// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generations, share } from "./lib/generations.mjs";
import { day, sessionRow } from "./lib/times.mjs";

const cases = {
  "all set": { country: "fr", hits: 7, trusted: true },
  "zero, empty and false": { country: "", hits: 0, trusted: false },
  "beyond ASCII and 32 bits": { country: "Île d’Yeu 🏝", hits: 2 ** 40, trusted: null },
};
const none = { country: null, hits: null, trusted: null };
const given = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));

for (const name of ["v2", "v3"]) {
  const peer = generations[name];
  const setUp = async (t) => {
    const shared = await share(t, peer);
    return { ...shared, user: await shared.lucia.createUser(), row: sessionRow(shared.db, peer) };
  };

  describe(`session attributes, ${name}`, () => {
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

    test("booleans lie in the table as 1 and 0", async (t) => {
      const { cardea, user, row } = await setUp(t);
      const yes = cardea.createSession(user.id, { trusted: true }).session.id;
      const no = cardea.createSession(user.id, { trusted: false }).session.id;
      assert.deepEqual([row.read(yes).trusted, row.read(no).trusted], [1, 0]);
    });

    test("a renewal by Cardea keeps them", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const made = await lucia.createSession(user.id, cases["all set"]);
      if (name === "v2") row.idle(made.id);
      else row.endsIn(made.id, day);
      assert.equal(cardea.validate(made.id).session.fresh, true);
      assert.deepEqual((await lucia.validate(made.id)).session.attributes, cases["all set"]);
    });
  });
}
