// SPDX-License-Identifier: MIT
// Tables that Prisma made of the models on Lucia's pages, and Cardea on them beside Lucia, on Prisma 6.19 and 7.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { databases } from "./lib/generations.mjs";
import { ada, shared, timesOf } from "./lib/on-prisma.mjs";
import { peers } from "./peers/on-prisma.mjs";

const everything = Object.keys(peers).flatMap((name) =>
  Object.values(databases).flatMap((database) => [6, 7].map((version) => ({ name, database, version }))),
);

for (const { name, database, version } of everything) {
  describe(`tables of Prisma ${version}, ${name} on ${database.name}`, { skip: database.skip }, () => {
    const share = shared(name, database, "prisma", version);

    test("they pass Cardea's check", () => {
      const { ok, findings } = share().cardea.ok(["check"]);
      assert.equal(ok, true);
      // Those pages ask for no index on an expiry, and Lucia 3's for none on the user.
      assert.deepEqual([...new Set(findings.map(({ severity }) => severity))], ["note"]);
    });

    test("a session of the one's is one of the other's until it is ended", async () => {
      const { lucia, cardea, user } = share();
      const made = await lucia.createSession(user.id);
      const seen = cardea.validate(made.id);
      assert.deepEqual([seen.user.id, seen.user.attributes], [user.id, ada]);
      assert.deepEqual(timesOf(seen.session), timesOf(made));
      const { session } = cardea.createSession(user.id);
      assert.deepEqual(timesOf((await lucia.validate(session.id)).session), timesOf(session));
      assert.equal(cardea.revoke(made.id), 1);
      assert.equal((await lucia.validate(made.id)).session, null);
      await lucia.invalidate(session.id);
      cardea.refuse(session.id);
    });

    if (name !== "v3")
      test("a key of the one's is one of the other's, and goes with its user", async () => {
        const { lucia, cardea, prisma } = share();
        const key = { providerId: "username", providerUserId: "alan", password: null };
        const alan = await lucia.createUser({ key });
        assert.equal(cardea.useKey("username:alan").userId, alan.id);
        const grace = cardea.createUser({ key: { name: "username:grace" } }).user;
        assert.deepEqual(
          (await lucia.listKeys(grace.id)).map(({ providerUserId: id }) => id),
          ["grace"],
        );
        cardea.createSession(grace.id);
        cardea.ok(["user", "delete", grace.id]);
        await lucia.deleteUser(alan.id);
        assert.equal(await (prisma.authKey ?? prisma.key).count(), 0);
      });
  });
}
