// SPDX-License-Identifier: MIT
// The files of test/data, which the packages wrote once, must open for ever.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { cardea } from "./lib/cardea.mjs";
import { ends, file, names, password, sessionId, userId } from "./lib/data.mjs";
import { openFile, scratch } from "./lib/databases/sqlite.mjs";
import { generations } from "./lib/generations.mjs";

for (const name of names) {
  describe(`an old file of Lucia's, ${name}`, () => {
    const copied = (t) => {
      const path = join(scratch(t), "old.db");
      copyFileSync(file(name), path);
      const userAttributes = name === "v3" ? "username:string,password_hash:string" : "username:string?";
      return { path, cardea: cardea({ db: `sqlite:${path}`, layout: `lucia-${name}`, userAttributes }) };
    };

    test("passes the check", (t) => assert.equal(copied(t).cardea.ok(["check"]).ok, true));

    test("gives its session and user", (t) => {
      const { session, user } = copied(t).cardea.validate(sessionId(name));
      assert.deepEqual([session.id, session.userId, session.fresh], [sessionId(name), userId, false]);
      assert.equal(session.expiresAt ?? session.idlePeriodExpiresAt, ends);
      assert.deepEqual([user.id, user.attributes.username], [userId, "ada"]);
    });

    test("takes the password", (t) => {
      const program = copied(t).cardea;
      if (name !== "v3") return assert.equal(program.useKey("username:ada", password).userId, userId);
      const hash = program.ok(["user", "get", userId]).user.attributes.password_hash;
      assert.equal(program.ok(["password", "verify", hash, "--stdin"], password).valid, true);
    });

    test("gives a session of Cardea's back to the package that wrote it", async (t) => {
      const { path, cardea: program } = copied(t);
      const { token } = program.createSession(userId);
      const db = openFile(path);
      t.after(() => db.close());
      const lucia = await generations[name].open(db);
      t.after(() => lucia.close?.());
      assert.equal((await lucia.validate(token)).user.attributes.username, "ada");
    });
  });
}
