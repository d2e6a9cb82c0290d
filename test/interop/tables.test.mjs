// SPDX-License-Identifier: MIT
// Tables of other names, which Lucia 2 and 3 allow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhere, share } from "./lib/generations.mjs";

const ada = { username: "ada", age: 36, verified: true };
const names = {
  plain: { user: "people", session: "logins", key: "login_keys" },
  "a keyword": { user: "order", session: "group", key: "select" },
  quoted: { user: "My Users", session: "my-sessions", key: "k'ey" },
};
/** Lucia's adapters double no quote, and take a dot for that of a schema on PostgreSQL alone. */
const own = {
  sqlite: { "with a quote": { user: "people", session: 'log"ins', key: 'k"ey' } },
  postgres: {
    "with a quote": { user: "people", session: "log`ins", key: "k`ey" },
    "in a schema": { user: "app.people", session: "app.logins", key: "app.login_keys" },
  },
  mysql: { "with a quote": { user: "people", session: 'log"ins', key: 'k"ey' } },
};

for (const { database, name, peer, on, skip } of everywhere("v2", "v3")) {
  const first = database.kind === "postgres" ? "CREATE SCHEMA app" : undefined;
  for (const [kind, tables] of Object.entries({ ...names, ...own[database.kind] })) {
    const title = "each accepts the other's sessions and revocations";
    test(`renamed tables, ${on}, ${kind}: ${title}`, { skip }, async (t) => {
      const { lucia, cardea, row } = await share(t, peer, database, { tables, first });
      const user = await lucia.createUser({ attributes: ada });
      const made = await lucia.createSession(user.id);
      assert.deepEqual(cardea.validate(made.id).user, user);
      const { token } = cardea.createSession(user.id);
      assert.deepEqual((await lucia.validate(token)).user, user);
      cardea.revoke(made.id);
      assert.equal(await row.exists(made.id), false);
      await lucia.invalidate(token);
      cardea.refuse(token);
      if (name === "v3") return;
      const { user: second } = cardea.createUser({ attributes: ada, key: { name: "username:ada", password: "hunter2!" } });
      assert.equal((await lucia.useKey("username", "ada", "hunter2!")).userId, second.id);
    });
  }
}
