// SPDX-License-Identifier: MIT
// Cardea beside an application that pasted the recipe: the tables are the application's, and stay as they are.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everywhere, share } from "./lib/generations.mjs";

const schema = async (db) => [await db.columns("user"), await db.columns("auth_session")];

for (const { database, peer, skip } of everywhere("recipe"))
  describe(`the recipe's tables on ${database.name}`, { skip }, () => {
    const unmigrated = (t) => share(t, peer, database, { migrate: false });

    test("are enough for sessions, before any migration", async (t) => {
      const { lucia, cardea } = await unmigrated(t);
      const user = await lucia.createUser();
      const { token } = await lucia.createSession(user.id);
      assert.equal(cardea.validate(token).user.id, user.id);
      const made = cardea.createSession(user.id);
      assert.equal((await lucia.validate(made.token)).user.id, user.id);
      assert.equal(cardea.revoke(token), 1);
    });

    test("lack the table of keys, as the check says, and nothing else", async (t) => {
      const { cardea } = await unmigrated(t);
      const { ok, findings } = cardea.no(["check"]);
      assert.equal(ok, false);
      const errors = findings.filter(({ severity }) => severity === "error");
      assert.deepEqual(errors.map(({ table }) => table), ["auth_key"]);
    });

    test("are left as they are by a migration, with their rows", async (t) => {
      const { lucia, cardea, db } = await unmigrated(t);
      const user = await lucia.createUser();
      const { token } = await lucia.createSession(user.id);
      const before = await schema(db);
      assert.ok(before.every(({ length }) => length > 0));
      cardea.ok(["migrate"]);
      assert.deepEqual(await schema(db), before);
      assert.equal((await lucia.validate(token)).user.id, user.id);
      assert.equal(cardea.ok(["check"]).ok, true);
    });

    test("hold the hash of a secret and never the secret, whoever made the session", async (t) => {
      const { lucia, cardea, db } = await unmigrated(t);
      const user = await lucia.createUser();
      const tokens = [(await lucia.createSession(user.id)).token, cardea.createSession(user.id).token];
      for (const token of tokens) {
        const [id, secret] = token.split(".");
        const row = await db.row("auth_session", { id });
        assert.equal(row.secret_hash.length, 32);
        assert.notDeepEqual(row.secret_hash, Buffer.from(secret, "base64"));
        assert.match(token, /^[a-km-np-z2-9]{16}\.[A-Za-z0-9+/]{43}=$/);
      }
    });
  });
