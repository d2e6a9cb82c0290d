// SPDX-License-Identifier: MIT
// Every Lucia on a Prisma client of the models that `cardea schema --as prisma` prints, and Cardea on the same tables,
// which it made: whoever made a user, a key or a session, both sides agree.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { databases } from "./lib/generations.mjs";
import { ada, shared, timesOf } from "./lib/on-prisma.mjs";
import { day } from "./lib/times.mjs";
import { peers } from "./peers/on-prisma.mjs";

const refused = { session: null, user: null };

/** What a session's row says of its end, `left` from now, through Prisma. */
const ending = (name, left) =>
  name === "v3"
    ? { expiresAt: new Date(Date.now() + left) }
    : { active_expires: Date.now() + left - day, idle_expires: Date.now() + left };

for (const name of Object.keys(peers)) {
  for (const database of Object.values(databases)) {
    describe(`Prisma's client, ${name} on ${database.name}`, { skip: database.skip }, () => {
      const share = shared(name, database, "cardea");

      test("each accepts the other's sessions and reads in them what was written", async () => {
        const { lucia, cardea, user } = share();
        const made = await lucia.createSession(user.id);
        const seen = cardea.validate(made.id);
        assert.deepEqual(seen.user, { ...seen.user, id: user.id, attributes: ada });
        assert.deepEqual(timesOf(seen.session), timesOf(made));
        const { session } = cardea.createSession(user.id);
        const found = await lucia.validate(session.id);
        assert.deepEqual(found.user, { id: user.id, attributes: ada });
        assert.deepEqual(timesOf(found.session), timesOf(session));
      });

      test("each knows the users that the other made", async () => {
        const { lucia, cardea } = share();
        const grace = { username: "grace", age: null, verified: false };
        const made = cardea.createUser({ attributes: { username: "grace", verified: false } }).user;
        const { session } = cardea.createSession(made.id);
        assert.deepEqual((await lucia.validate(session.id)).user, { id: made.id, attributes: grace });
        const other = await lucia.createUser({ attributes: { username: "barbara" } });
        assert.equal(cardea.ok(["user", "get", other.id]).user.attributes.username, "barbara");
      });

      if (name !== "v3")
        test("each takes the keys and passwords that the other made", async () => {
          const { lucia, cardea } = share();
          const key = { providerId: "username", providerUserId: "alan", password: "correct horse" };
          const alan = await lucia.createUser({ attributes: { username: "alan" }, key });
          assert.equal(cardea.useKey("username:alan", "correct horse").userId, alan.id);
          cardea.refuseKey("username:alan", "wrong horse");
          const grace = cardea.createUser({ key: { name: "username:grace", password: "battery staple" } }).user;
          assert.equal((await lucia.useKey("username", "grace", "battery staple")).userId, grace.id);
          cardea.createKey(grace.id, "github:42");
          const ids = (await lucia.listKeys(grace.id)).map(({ providerUserId }) => providerUserId);
          assert.deepEqual(ids.sort(), ["42", "grace"]);
          // On servers the later adapters do not understand what Prisma 7 says.
          await assert.rejects(
            lucia.createKey(alan.id, { ...key, providerUserId: "grace", password: null }),
            database.kind === "sqlite" ? /AUTH_DUPLICATE_KEY_ID/ : /AUTH_DUPLICATE_KEY_ID|Unique constraint/,
          );
        });

      test("a session that one ends is over for the other", async () => {
        const { lucia, cardea, user } = share();
        const made = await lucia.createSession(user.id);
        assert.equal(cardea.revoke(made.id), 1);
        assert.deepEqual(await lucia.validate(made.id), refused);
        const tokens = [1, 2, 3].map(() => cardea.createSession(user.id).token);
        await lucia.invalidate(tokens[0]);
        cardea.refuse(tokens[0]);
        await lucia.invalidateAll(user.id);
        for (const token of tokens) cardea.refuse(token);
        const last = await lucia.createSession(user.id);
        cardea.ok(["session", "revoke-all", user.id]);
        assert.deepEqual(await lucia.validate(last.id), refused);
      });

      test("each refuses what is over, and Cardea's sweep leaves what is not", async () => {
        const { lucia, cardea, sessions, user } = share();
        await sessions.deleteMany();
        const over = [await lucia.createSession(user.id), cardea.createSession(user.id).session];
        const alive = [await lucia.createSession(user.id), cardea.createSession(user.id).session];
        for (const { id } of over) await sessions.update({ where: { id }, data: ending(name, -1000) });
        assert.equal(cardea.ok(["session", "prune"]).deleted, 2);
        assert.equal(await sessions.count(), 2);
        for (const { id } of over) assert.deepEqual(await lucia.validate(id), refused);
        for (const { id } of alive) assert.equal((await lucia.validate(id)).session.id, id);
        for (const { id } of alive) await sessions.update({ where: { id }, data: ending(name, -1) });
        cardea.refuse(alive[0].id);
        assert.deepEqual(await lucia.validate(alive[1].id), refused);
      });

      test("what one renews lives on for the other", async () => {
        const { lucia, cardea, sessions, user } = share();
        // Half of the life of Lucia 3, and past the active period of the others.
        const renewed = async (renew, seen) => {
          const { id } = await lucia.createSession(user.id);
          await sessions.update({ where: { id }, data: ending(name, day / 2) });
          const { session } = await renew(id);
          assert.equal(session.fresh, true);
          assert.deepEqual(timesOf((await seen(session.id)).session), timesOf(session));
        };
        if (name !== "v0" && name !== "v1") {
          await renewed(lucia.validate, cardea.validate);
          await renewed(cardea.validate, lucia.validate);
        } else {
          // To Lucia 0 and 1 a renewal is a new row.
          await renewed(cardea.validate, lucia.validate);
        }
      });
    });
  }
}
