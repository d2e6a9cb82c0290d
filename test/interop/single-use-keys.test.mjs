// SPDX-License-Identifier: MIT
// Lucia 1's keys for one use: `expires` is a time in the row, and the key is gone once it has opened.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everywhere, share } from "./lib/generations.mjs";

for (const { database, peer, on, skip } of everywhere("v1"))
  describe(`single-use keys, ${on}`, { skip }, () => {
    const make = async (t, password = null) => {
      const shared = await share(t, peer, database);
      const user = await shared.lucia.createUser();
      const options = { providerId: "reset", providerUserId: "tok:1", password, expiresIn: 3600 };
      await shared.lucia.createSingleUseKey(user.id, options);
      return { ...shared, user, rows: () => shared.db.rows("auth_key") };
    };

    test("Cardea opens one once and says when it expires", async (t) => {
      const { cardea, lucia, rows, user } = await make(t);
      const [{ expires }] = await rows();
      const opened = cardea.useKey("reset:tok:1");
      assert.deepEqual(
        [opened.userId, opened.type, opened.expiresAt, opened.primary],
        [user.id, "single_use", new Date(expires).toISOString(), false],
      );
      assert.deepEqual(await rows(), []);
      assert.equal(cardea.refuseKey("reset:tok:1"), "AUTH_INVALID_KEY_ID");
      await assert.rejects(lucia.useKey("reset", "tok:1", null), { message: "AUTH_INVALID_KEY_ID" });
    });

    test("one that Lucia has used is gone for Cardea", async (t) => {
      const { cardea, lucia } = await make(t);
      await lucia.useKey("reset", "tok:1", null);
      assert.equal(cardea.refuseKey("reset:tok:1"), "AUTH_INVALID_KEY_ID");
    });

    test("listing it does not use it up", async (t) => {
      const { cardea, rows, user } = await make(t);
      assert.equal(cardea.ok(["key", "list", user.id]).keys[0].type, "single_use");
      assert.equal((await rows()).length, 1);
    });

    test("an expired one opens for neither and is deleted by both", async (t) => {
      for (const use of ["cardea", "lucia"]) {
        const shared = await make(t);
        await shared.db.update("auth_key", { expires: Date.now() - 1000 });
        if (use === "cardea") assert.equal(shared.cardea.refuseKey("reset:tok:1"), "AUTH_EXPIRED_KEY");
        else await assert.rejects(shared.lucia.useKey("reset", "tok:1", null), { message: "AUTH_EXPIRED_KEY" });
        assert.deepEqual(await shared.rows(), [], use);
      }
    });

    test("a wrong password does not use it up, the right one does", async (t) => {
      const { cardea, rows } = await make(t, "once only");
      assert.equal(cardea.refuseKey("reset:tok:1", "wrong"), "AUTH_INVALID_PASSWORD");
      assert.equal((await rows()).length, 1);
      cardea.useKey("reset:tok:1", "once only");
      assert.deepEqual(await rows(), []);
    });
  });
