// SPDX-License-Identifier: MIT
// Cardea beside an application that pasted the recipe: the tables are the application's, and stay as they are.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generations, share } from "./lib/generations.mjs";

const unmigrated = (t) => share(t, generations.recipe, { migrate: false });
const schema = (db) => db.prepare("SELECT name, sql FROM sqlite_master WHERE name IN ('user', 'auth_session')").all();

describe("the recipe's tables", () => {
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
    const before = schema(db);
    cardea.ok(["migrate"]);
    assert.deepEqual(schema(db), before);
    assert.equal((await lucia.validate(token)).user.id, user.id);
    assert.equal(cardea.ok(["check"]).ok, true);
  });

  test("hold the hash of a secret and never the secret, whoever made the session", async (t) => {
    const { lucia, cardea, db } = await unmigrated(t);
    const user = await lucia.createUser();
    const tokens = [(await lucia.createSession(user.id)).token, cardea.createSession(user.id).token];
    for (const token of tokens) {
      const [id, secret] = token.split(".");
      const row = db.prepare("SELECT * FROM auth_session WHERE id = ?").get(id);
      assert.equal(row.secret_hash.length, 32);
      assert.notDeepEqual(row.secret_hash, Buffer.from(secret, "base64"));
      assert.match(token, /^[a-km-np-z2-9]{16}\.[A-Za-z0-9+/]{43}=$/);
    }
  });
});
