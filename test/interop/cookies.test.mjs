// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cardea } from "./lib/cardea.mjs";
import { databases, generations, share } from "./lib/generations.mjs";

/** Lucia 0 to 2 set Secure where the environment is PROD; Lucia 3 always. */
const flavours = { v0: [false, true], v1: [false, true], v2: [false, true], v3: [true] };

for (const [name, productions] of Object.entries(flavours)) {
  const peer = generations[name];
  for (const production of productions) {
    describe(`cookies, ${name}${production ? " in production" : ""}`, () => {
      const options = ["--cookie", `secure=${production}`];
      const setUp = async (t) => {
        const shared = await share(t, peer, databases.sqlite, { production, options });
        return { ...shared, user: await shared.lucia.createUser() };
      };

      test("Cardea serialises a session of Lucia's as Lucia does, byte for byte", async (t) => {
        const { lucia, cardea, user } = await setUp(t);
        const made = await lucia.createSession(user.id);
        assert.equal(cardea.ok(["cookie", made.id]).setCookie, lucia.cookie(made));
      });

      test("Lucia serialises a session of Cardea's as Cardea does, byte for byte", async (t) => {
        const { lucia, cardea, user } = await setUp(t);
        const { session, token } = cardea.createSession(user.id);
        assert.equal(lucia.cookie(session), cardea.ok(["cookie", token]).setCookie);
      });

      test("the blank cookie is the same", async (t) => {
        const { lucia, cardea } = await setUp(t);
        assert.equal(cardea.ok(["cookie", "--blank"]).setCookie, lucia.blankCookie());
      });

      test("each finds the other's token in a header", async (t) => {
        const { lucia, cardea, user } = await setUp(t);
        const header = (setCookie) => `theme=dark; ${setCookie.split(";")[0]}; lang=fr`;
        const { token } = cardea.createSession(user.id);
        assert.equal(lucia.parseCookie(header(cardea.ok(["cookie", token]).setCookie)), token);
        const made = await lucia.createSession(user.id);
        assert.equal(cardea.ok(["cookie", "parse", header(lucia.cookie(made))]).token, made.id);
      });

      test("both find the same in every kind of header", async (t) => {
        const { lucia, cardea } = await setUp(t);
        // Of the length that Lucia 0 and 1 want: Cardea finds nothing in a cookie that cannot be a token.
        const token = "a".repeat(40);
        const headers = [
          `auth_session=${token}`,
          `a=1; auth_session=${token}; b=2`,
          `auth_session=${token.slice(2)}%2Fb`,
          "auth_session=",
          `Auth_session=${token}`,
          `xauth_session=${token}`,
          `other=auth_session=${token}`,
          "auth_session",
          "",
        ];
        for (const header of headers)
          assert.equal(cardea.run(["cookie", "parse", header]).json.token, lucia.parseCookie(header), header);
      });

      if (name !== "v3") {
        test("--expires says when, without a session in the table", async (t) => {
          const { lucia, cardea } = await setUp(t);
          const session = { id: "a".repeat(40), idlePeriodExpiresAt: "2031-02-03T04:05:06.789Z" };
          const args = ["cookie", session.id, "--expires", session.idlePeriodExpiresAt];
          assert.equal(cardea.ok(args).setCookie, lucia.cookie(session));
        });
      }
    });
  }
}

test("cookies, v3: name, domain, path and SameSite come out as Lucia writes them", async () => {
  await import("./lib/webcrypto.mjs");
  const { Lucia } = await import("lucia");
  const attributes = { domain: "example.com", path: "/app", sameSite: "strict", secure: true };
  const lucia = new Lucia({}, { sessionCookie: { name: "sid", attributes } });
  const options = ["--cookie", "name=sid,domain=example.com,path=/app,samesite=strict,secure=true"];
  const program = cardea({ layout: "lucia-v3", options });
  assert.equal(program.ok(["cookie", "abc"]).setCookie, lucia.createSessionCookie("abc").serialize());
  assert.equal(program.ok(["cookie", "--blank"]).setCookie, lucia.createBlankSessionCookie().serialize());
});
