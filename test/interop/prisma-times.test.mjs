// SPDX-License-Identifier: MIT
// DateTime on SQLite, which Prisma keeps as a text or as whole milliseconds: the same client library, set to either, and
// Cardea on one table.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cardea } from "./lib/cardea.mjs";
import * as sqlite from "./lib/databases/sqlite.mjs";
import { openPrisma } from "./lib/prisma-client.mjs";
import { schema } from "./lib/kysely.mjs";
import { day, hour } from "./lib/times.mjs";
import { open } from "./peers/on-prisma.mjs";

const layout = ["--layout", "lucia-v3", "--times", "iso8601", "--attribute-times", "iso8601"];
const options = [...layout, "--user-attributes", "username:string?,age:integer?,verified:boolean?,seen:timestamp?"];
const forms = { text: undefined, integer: { timestampFormat: "unixepoch-ms" } };

/** The table, and Lucia 3 on a client that writes texts and on one that writes numbers. */
async function share(t) {
  const db = await sqlite.open(t);
  const program = cardea({ db: db.url, options });
  program.ok(["migrate"]);
  const text = schema("prisma", "sqlite", options);
  const clients = {};
  for (const [form, clientOptions] of Object.entries(forms)) {
    const prisma = openPrisma("sqlite", text, db.url, clientOptions);
    t.after(() => prisma.$disconnect());
    clients[form] = { prisma, lucia: await open("v3", db, prisma) };
  }
  const user = await clients.text.lucia.createUser();
  const formOf = (id) => db.driver.prepare("SELECT typeof(expires_at) AS form FROM session WHERE id = ?").get(id).form;
  return { db, cardea: program, clients, user, formOf, text };
}

describe("DateTime of Prisma's on SQLite", () => {
  for (const form of Object.keys(forms)) {
    test(`Cardea writes what a client has written: ${form}`, async (t) => {
      const { cardea, clients, user, formOf } = await share(t);
      const { lucia } = clients[form];
      const made = await lucia.createSession(user.id);
      assert.equal(formOf(made.id), form);
      const { session } = cardea.createSession(user.id);
      assert.equal(formOf(session.id), form);
      assert.equal((await lucia.validate(session.id)).session.expiresAt, session.expiresAt);
      await clients[form].prisma.session.update({
        where: { id: made.id },
        data: { expiresAt: new Date(Date.now() + hour) },
      });
      const { session: renewed } = cardea.validate(made.id);
      assert.equal(renewed.fresh, true);
      assert.equal(formOf(made.id), form);
      assert.equal((await lucia.validate(made.id)).session.expiresAt, renewed.expiresAt);
      // As nothing but one form is there, Lucia's own sweep is right too.
      await clients[form].prisma.session.update({
        where: { id: made.id },
        data: { expiresAt: new Date(Date.now() - 1) },
      });
      await lucia.prune();
      assert.equal(await clients[form].prisma.session.count(), 1);
      assert.equal(cardea.validate(session.id).session.id, session.id);
    });
  }

  test("into an empty table Cardea writes the text, to the letter", async (t) => {
    const { db, cardea, clients, user } = await share(t);
    const { session } = cardea.createSession(user.id);
    const [{ expires_at: stored }] = await db.rows("session");
    assert.equal(stored, session.expiresAt.replace("Z", "+00:00"));
    await clients.text.prisma.session.update({ where: { id: session.id }, data: { expiresAt: session.expiresAt } });
    assert.equal((await db.rows("session"))[0].expires_at, stored);
  });

  test("after an upgrade both forms are read, and the newer one is written", async (t) => {
    const { cardea, clients, user, formOf } = await share(t);
    const old = await clients.integer.lucia.createSession(user.id);
    const made = await clients.text.lucia.createSession(user.id);
    assert.equal(cardea.validate(old.id).session.expiresAt, old.expiresAt);
    assert.equal(cardea.validate(made.id).session.expiresAt, made.expiresAt);
    const { session } = cardea.createSession(user.id);
    assert.equal(formOf(session.id), "text");
    for (const { lucia } of Object.values(clients))
      for (const { id, expiresAt } of [old, made, session])
        assert.equal((await lucia.validate(id)).session.expiresAt, expiresAt);
  });

  test("a sweep of a table of both forms leaves what is alive, where Prisma's own would not", async (t) => {
    const { db, cardea, clients, user } = await share(t);
    const add = async (form, left) => {
      const { prisma } = clients[form];
      const data = { id: `${form} ${left}`, userId: user.id, expiresAt: new Date(Date.now() + left) };
      return (await prisma.session.create({ data })).id;
    };
    const alive = [];
    for (const form of Object.keys(forms)) {
      for (const left of [-400 * day, -day, -1000]) await add(form, left);
      for (const left of [hour, 400 * day]) alive.push(await add(form, left));
    }
    const ending = (left) => new Date(Date.now() + left).toISOString().replace("T", " ").slice(0, 19);
    for (const [id, left] of [
      ["by default, over", -hour],
      ["by default", hour],
    ])
      await db.insert("session", { id, user_id: user.id, expires_at: ending(left) });
    alive.push("by default");
    const ids = async () => (await db.rows("session")).map(({ id }) => id).sort();
    assert.equal(cardea.ok(["session", "prune"]).deleted, 7);
    assert.deepEqual(await ids(), [...alive].sort());
    // To SQLite a number is less than any text, and a blank less than a T.
    await clients.text.lucia.prune();
    assert.deepEqual(await ids(), alive.filter((id) => id.startsWith("text")).sort());
  });

  test("an attribute is read by the one as the other wrote it", async (t) => {
    const { cardea, clients, user } = await share(t);
    const { prisma } = clients.text;
    const seen = "2030-01-02T03:04:05.678Z";
    await prisma.user.update({ where: { id: user.id }, data: { seen } });
    assert.equal(cardea.ok(["user", "get", user.id]).user.attributes.seen, seen);
    const made = cardea.createUser({ attributes: { seen: "2031-05-06T07:08:09.012Z" } }).user;
    assert.equal(
      (await prisma.user.findUnique({ where: { id: made.id } })).seen.toISOString(),
      "2031-05-06T07:08:09.012Z",
    );
    assert.equal(await prisma.user.count({ where: { seen: { gt: new Date(seen) } } }), 1);
  });
});
