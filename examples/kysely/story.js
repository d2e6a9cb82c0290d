// SPDX-License-Identifier: MIT
// node story.js URL PROGRAM: one user, in TypeScript and in C++ by turns.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { generateIdFromEntropySize } from "lucia";

const [url = "", program = ""] = process.argv.slice(2);
const engines = ["sqlite", "postgres", "mysql"];
const engine = engines.find((name) => url.startsWith(`${name}:`));
if (!engine || !program) {
  console.error(
    "usage: node story.js sqlite:PATH|postgres://...|mysql://... PROGRAM",
  );
  process.exit(2);
}

/** @type {{ open: (url: string) => import("./app.d.ts").App }} */
const { open } = await import(`./${engine}.js`);
const { lucia, signUp, visitsOf, close } = open(url);

/**
 * The C++ half, with the Cookie header of a request.
 * @param {string} cookie
 * @param {string[]} command
 */
const cpp = (cookie, ...command) =>
  execFileSync(program, [url, ...command], {
    input: cookie,
    encoding: "utf8",
  }).trim();

/** @param {string} setCookie */
const sentBack = (setCookie) => setCookie.split(";")[0];

const id = generateIdFromEntropySize(10);
const born = new Date("1985-07-02T03:04:05Z");
await signUp({ id, username: "ada", verified: true, born });
const session = await lucia.createSession(id, { country: "gb" });
const hers = sentBack(lucia.createSessionCookie(session.id).serialize());
console.log("TypeScript signed ada up and in");

console.log(`C++ knows her: ${cpp(hers, "who")}`);

const other = sentBack(cpp(hers, "another", "fr"));
const read = await lucia.validateSession(lucia.readSessionCookie(other) ?? "");
assert.ok(read.user);
console.log(
  `TypeScript takes the session of C++: ${read.user.username}, from ${read.session.country}`,
);

const visits = await visitsOf("ada");
assert.deepEqual(
  visits.map(({ session }) => session),
  [read.session.id, session.id],
);
for (const { expires } of visits) {
  const days = (expires.getTime() - Date.now()) / 86_400_000;
  assert.ok(days > 29.9 && days < 30.1, `${days} days`);
}
console.log(
  `Kysely joins them: from ${visits.map(({ country }) => country).join(" and ")}`,
);

console.log(`C++ ends the first: ${cpp(hers, "end")}`);
assert.deepEqual(await lucia.validateSession(session.id), {
  session: null,
  user: null,
});
console.log(
  `Kysely sees it gone: from ${(await visitsOf("ada")).map(({ country }) => country).join(" and ")}`,
);

await lucia.invalidateSession(read.session.id);
console.log(`TypeScript ends the other, and C++ sees ${cpp(other, "who")}`);
await close();
