// SPDX-License-Identifier: MIT
// To the collation that a database of MySQL comes with, "USERNAME:Álice  " and "username:alice" are one text. Lucia asks
// for rows by such texts and takes what it gets; to Cardea an id is its bytes.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { onMysql, share } from "./lib/generations.mjs";

const plain = "correct horse battery";

for (const { database, peer, on, skip } of onMysql("v1", "v2")) {
  describe(`ids that look alike, keys, ${on}`, { skip }, () => {
    const setUp = async (t) => {
      const shared = await share(t, peer, database);
      const key = { providerId: "username", providerUserId: "alice", password: plain };
      return { ...shared, user: await shared.lucia.createUser({ key }) };
    };

    test("Cardea opens no key by a name that only Lucia takes for it", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      assert.equal((await lucia.useKey("USERNAME", "Álice  ", plain)).userId, user.id);
      for (const name of ["USERNAME:Álice  ", "username:Alice", "username:alice ", "username:alicé", "username:àlice"])
        assert.equal(cardea.refuseKey(name, plain), "AUTH_INVALID_KEY_ID", name);
      assert.equal(cardea.useKey("username:alice", plain).userId, user.id);
    });

    test("Cardea neither changes nor deletes a key by such a name", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      await lucia.createKey(user.id, { providerId: "github", providerUserId: "alice", password: null });
      cardea.run(["key", "delete", "GITHUB:ALICE"]);
      cardea.run(["key", "set-password", "username:ALICE", "--password-stdin"], "another password");
      assert.equal(cardea.ok(["key", "list", user.id]).keys.length, 2);
      assert.equal((await lucia.useKey("username", "alice", plain)).userId, user.id);
    });

    test("a name that the table takes for another is taken", async (t) => {
      const { cardea, user } = await setUp(t);
      assert.equal(cardea.no(["key", "create", user.id, "username:Álice"]), "AUTH_DUPLICATE_KEY_ID");
    });
  });
}

for (const { database, peer, on, skip } of onMysql("v1", "v2", "v3", "recipe")) {
  describe(`ids that look alike, sessions and users, ${on}`, { skip }, () => {
    const setUp = async (t) => {
      const shared = await share(t, peer, database);
      const user = await shared.lucia.createUser();
      const made = await shared.lucia.createSession(user.id);
      const [id, ...secret] = (made.token ?? made.id).split(".");
      return { ...shared, user, made, loud: [id.toUpperCase(), ...secret].join(".") };
    };

    test("a session is not found by its id in capitals, where Lucia finds it", async (t) => {
      const { lucia, cardea, user, loud } = await setUp(t);
      assert.equal((await lucia.validate(loud)).user.id, user.id);
      cardea.refuse(loud);
    });

    test("nor is it revoked", async (t) => {
      const { cardea, made, loud, row } = await setUp(t);
      cardea.run(["session", "revoke", loud]);
      assert.equal(await row.exists(made.id), true);
    });

    test("a user is neither found nor deleted by an id in capitals", async (t) => {
      const { cardea, user, db, tables } = await setUp(t);
      const id = user.id.toUpperCase();
      assert.equal(cardea.no(["user", "get", id]), "AUTH_INVALID_USER_ID");
      assert.equal(cardea.no(["session", "create", id]), "AUTH_INVALID_USER_ID");
      assert.deepEqual(cardea.run(["session", "list", id]).json.sessions ?? [], []);
      cardea.run(["session", "revoke-all", id]);
      cardea.run(["user", "delete", id]);
      assert.deepEqual([await db.count(tables.user), await db.count(tables.session)], [1, 1]);
    });
  });
}
