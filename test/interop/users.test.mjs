// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everywhere, generations, share } from "./lib/generations.mjs";

const ada = { username: "ada", age: 36, verified: true };
const nobody = { username: null, age: null, verified: null };
const zero = { username: "", age: 0, verified: false };

for (const { database, peer, on, skip } of everywhere(...Object.keys(generations))) {
  describe(`users, ${on}`, { skip }, () => {
    for (const [kind, attributes] of Object.entries({ "all set": ada, "all null": nobody, "all empty": zero })) {
      test(`Cardea reads a user that Lucia made, attributes ${kind}`, async (t) => {
        const { lucia, cardea } = await share(t, peer, database);
        const made = await lucia.createUser({ attributes });
        assert.deepEqual(cardea.ok(["user", "get", made.id]).user, { id: made.id, attributes });
      });
    }

    test("Cardea finds no user that is not there", async (t) => {
      const { cardea } = await share(t, peer, database);
      assert.equal(cardea.no(["user", "get", "nobody"]), "AUTH_INVALID_USER_ID");
    });

    test("a user that Cardea made reads the same through the session that Lucia makes for it", async (t) => {
      const { lucia, cardea } = await share(t, peer, database);
      const made = cardea.createUser({ attributes: ada }).user;
      assert.deepEqual(made.attributes, ada);
      const session = await lucia.createSession(made.id);
      assert.deepEqual((await lucia.validate(session.token ?? session.id)).user, made);
    });

    test("attributes that Cardea was not given are null to Lucia", async (t) => {
      const { lucia, cardea } = await share(t, peer, database);
      const made = cardea.createUser().user;
      const session = await lucia.createSession(made.id);
      assert.deepEqual((await lucia.validate(session.token ?? session.id)).user, { id: made.id, attributes: nobody });
    });

    test("an attribute that Cardea updates changes for Lucia, and the others stay", async (t) => {
      const { lucia, cardea } = await share(t, peer, database);
      const made = await lucia.createUser({ attributes: ada });
      const expected = { id: made.id, attributes: { ...ada, age: -1, verified: false } };
      const updated = cardea.ok(["user", "update", made.id, "--attr", "age=-1", "--attr", "verified=false"]);
      assert.deepEqual(updated.user, expected);
      const session = await lucia.createSession(made.id);
      assert.deepEqual((await lucia.validate(session.token ?? session.id)).user, expected);
    });

    test("a user that Cardea deletes takes the sessions along", async (t) => {
      const { lucia, cardea, db, tables } = await share(t, peer, database);
      const made = await lucia.createUser({ attributes: ada });
      const session = await lucia.createSession(made.id);
      assert.equal(cardea.ok(["user", "delete", made.id]).deleted, 1);
      assert.equal((await lucia.validate(session.token ?? session.id)).session, null);
      for (const table of [tables.user, tables.session]) assert.equal(await db.count(table), 0, table);
    });

    test("Cardea makes no session for a user that is not there", async (t) => {
      const { cardea, db, tables } = await share(t, peer, database);
      assert.equal(cardea.no(["session", "create", "nobody"]), "AUTH_INVALID_USER_ID");
      assert.equal(await db.count(tables.session), 0);
    });

    test("the tables as Lucia's documentation has them pass Cardea's check", async (t) => {
      const { cardea } = await share(t, peer, database);
      const { ok, findings } = cardea.run(["check"]).json;
      assert.deepEqual({ ok, errors: findings.filter(({ severity }) => severity === "error") }, { ok: true, errors: [] });
    });
  });
}

for (const { database, peer, on, skip } of everywhere("v0", "v1", "v2")) {
  describe(`users, ${on}`, { skip }, () => {
    test("Lucia reads, updates and deletes a user that Cardea made", async (t) => {
      const { lucia, cardea } = await share(t, peer, database);
      const made = cardea.createUser({ attributes: ada }).user;
      assert.deepEqual(await lucia.getUser(made.id), made);
      await lucia.updateUser(made.id, { username: "lovelace", age: null });
      assert.deepEqual(cardea.ok(["user", "get", made.id]).user.attributes, {
        username: "lovelace",
        age: null,
        verified: true,
      });
      await lucia.deleteUser(made.id);
      assert.equal(cardea.no(["user", "get", made.id]), "AUTH_INVALID_USER_ID");
    });
  });
}
