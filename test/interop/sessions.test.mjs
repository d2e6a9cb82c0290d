// SPDX-License-Identifier: MIT
// What every generation has in common: whoever made, revoked or let expire a session, both sides agree.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everywhere, generations, share } from "./lib/generations.mjs";

const ada = { username: "ada", age: 36, verified: true };

for (const { database, name, peer, on, skip } of everywhere(...Object.keys(generations))) {
  const setUp = async (t) => {
    const shared = await share(t, peer, database);
    return { ...shared, user: await shared.lucia.createUser({ attributes: ada }) };
  };
  const tokenOf = (session) => session.token ?? session.id;

  describe(`sessions, ${on}`, { skip }, () => {
    test("Cardea accepts a fresh session of Lucia's and sees in it what Lucia sees", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const made = await lucia.createSession(user.id);
      const before = await row.read(made.id);
      const seen = cardea.validate(tokenOf(made));
      const own = await lucia.validate(tokenOf(made));
      assert.deepEqual(seen.user, own.user);
      for (const [field, value] of Object.entries(own.session)) assert.deepEqual(seen.session[field], value, field);
      assert.deepEqual(await row.read(made.id), before);
    });

    test("Lucia accepts a fresh session of Cardea's and sees in it what Cardea sees", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const { session, token } = cardea.createSession(user.id);
      assert.equal(session.userId, user.id);
      const seen = await lucia.validate(token);
      const own = cardea.validate(token);
      assert.deepEqual(seen.user, own.user);
      for (const [field, value] of Object.entries(seen.session)) assert.deepEqual(own.session[field], value, field);
    });

    test("a new session is fresh, and its id has the form of Lucia's", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const made = await lucia.createSession(user.id);
      const { session } = cardea.createSession(user.id);
      // To Lucia 2 only a renewal makes fresh; Cardea says "send the cookie" of a new session as well.
      if (name !== "recipe") assert.equal(made.fresh, name !== "v2");
      assert.equal(session.fresh, true);
      assert.equal(session.id.length, made.id.length);
      assert.match(session.id, name === "v0" || name === "v1" ? /^[a-zA-Z0-9]+$/ : /^[a-z0-9]+$/);
    });

    test("an expired session is refused by both, and each does with the row what Lucia does", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const forLucia = await lucia.createSession(user.id);
      const forCardea = await lucia.createSession(user.id);
      for (const { id } of [forLucia, forCardea]) await row.expire(id);
      assert.deepEqual(await lucia.validate(tokenOf(forLucia)), { session: null, user: null });
      cardea.refuse(tokenOf(forCardea));
      // Without a package to compare with, the recipe leaves open what becomes of the row.
      if (name !== "recipe") assert.equal(await row.exists(forCardea.id), await row.exists(forLucia.id));
    });

    test("an expired session of Cardea's is refused by Lucia", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const { session, token } = cardea.createSession(user.id);
      await row.expire(session.id);
      assert.deepEqual(await lucia.validate(token), { session: null, user: null });
    });

    test("a session that Cardea revokes is dead for Lucia", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const made = await lucia.createSession(user.id);
      assert.equal(cardea.revoke(tokenOf(made)), 1);
      assert.deepEqual(await lucia.validate(tokenOf(made)), { session: null, user: null });
    });

    test("a session that Lucia invalidates is dead for Cardea", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const { token } = cardea.createSession(user.id);
      await lucia.invalidate(token);
      cardea.refuse(token);
    });

    test("all sessions of one user go together, and no other user's", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const other = await lucia.createUser({ attributes: { username: "eve" } });
      const kept = cardea.createSession(other.id).token;
      const mine = [tokenOf(await lucia.createSession(user.id)), cardea.createSession(user.id).token];
      assert.equal(cardea.ok(["session", "revoke-all", user.id]).deleted, 2);
      for (const token of mine) assert.equal((await lucia.validate(token)).session, null);
      assert.equal((await lucia.validate(kept)).user.id, other.id);
      const again = cardea.createSession(user.id).token;
      await lucia.invalidateAll(user.id);
      cardea.refuse(again);
      cardea.validate(kept);
    });

    test("both list the same sessions, less the expired", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const ids = [(await lucia.createSession(user.id)).id, cardea.createSession(user.id).session.id].sort();
      await row.expire((await lucia.createSession(user.id)).id);
      const listed = cardea.ok(["session", "list", user.id]).sessions;
      assert.deepEqual(listed.map(({ id }) => id).sort(), ids);
      if (!lucia.listSessions) return;
      const theirs = await lucia.listSessions(user.id);
      for (const session of theirs) assert.deepEqual(listed.find(({ id }) => id === session.id), session);
      assert.equal(theirs.length, 2);
    });

    test("prune deletes what is expired and nothing else", async (t) => {
      const { lucia, cardea, user, row } = await setUp(t);
      const live = await lucia.createSession(user.id);
      const dead = await lucia.createSession(user.id);
      await row.expire(dead.id);
      assert.equal(cardea.ok(["session", "prune"]).deleted, 1);
      assert.deepEqual([await row.exists(live.id), await row.exists(dead.id)], [true, false]);
    });

    test("tokens that are none are refused", async (t) => {
      const { lucia, cardea, user } = await setUp(t);
      const made = tokenOf(await lucia.createSession(user.id));
      for (const token of ["", "x", made.slice(1), `${made}x`, made.toUpperCase(), "%", "' OR 1=1 --"]) cardea.refuse(token);
    });
  });
}
