// SPDX-License-Identifier: MIT
// A DATETIME says no zone: mysql2 writes the local time of its process there, or that of its option `timezone`. A
// timestamptz is one moment whatever the zone of whoever writes it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { elsewhere } from "./lib/elsewhere.mjs";
import { databases, generations, share } from "./lib/generations.mjs";
import { day } from "./lib/times.mjs";

const { mysql, postgres } = databases;
const newYork = "America/New_York";
const minute = 60_000;
const wholeSeconds = (milliseconds) => Math.floor(milliseconds / 1000) * 1000;

/** A moment as a clock in `zone` shows it. */
const clock = (milliseconds, zone) =>
  new Date(milliseconds).toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });

/** `wall` is the zone whose clock the column holds; `--datetime-zone local` means that of TZ. */
const settings = {
  "local on both sides": { zone: newYork, timezone: "local", datetime: "local", wall: newYork },
  "a fixed offset": { zone: "Asia/Tokyo", timezone: "-05:00", datetime: "-05:00", wall: "Etc/GMT+5" },
  "UTC by name": { zone: newYork, timezone: "Z", datetime: "utc", wall: "UTC" },
  "UTC by default": { zone: newYork, timezone: "Z", wall: "UTC" },
};

for (const [kind, { zone, timezone, datetime, wall }] of Object.entries(settings)) {
  describe(`DATETIME, v3 on MySQL, ${kind}`, { skip: mysql.skip }, () => {
    const setUp = async (t) => {
      const options = datetime ? ["--datetime-zone", datetime] : [];
      const shared = await share(t, generations.v3, mysql, { options, env: { TZ: zone } });
      const { db, tables } = shared;
      const user = await shared.lucia.createUser();
      const stored = async (id) => {
        const [[{ text }]] = await db.driver.query(
          "SELECT CAST(expires_at AS CHAR) AS text FROM user_session WHERE id = ?",
          [id],
        );
        return text;
      };
      /** A session whose column holds `text`. */
      const insert = async (id, text) => {
        await db.insert(tables.session, { id, user_id: user.id, expires_at: text });
        return id;
      };
      const endsIn = (id, left) => insert(id.padEnd(40, "0"), clock(Date.now() + left, wall));
      return { ...shared, user, lucia: elsewhere(db, zone, { timezone }), stored, insert, endsIn };
    };

    test("Cardea reads the moment that Lucia wrote", async (t) => {
      const { lucia, cardea, user, stored } = await setUp(t);
      const [made] = lucia(["createSession", user.id]);
      const ends = wholeSeconds(Date.parse(made.expiresAt));
      assert.equal(await stored(made.id), clock(ends, wall));
      assert.equal(Date.parse(cardea.validate(made.id).session.expiresAt), ends);
    });

    test("Lucia reads the moment that Cardea wrote", async (t) => {
      const { lucia, cardea, user, stored } = await setUp(t);
      const { session, token } = cardea.createSession(user.id);
      const ends = wholeSeconds(Date.parse(session.expiresAt));
      assert.equal(await stored(session.id), clock(ends, wall));
      const [seen] = lucia(["validate", token]);
      assert.equal(Date.parse(seen.session.expiresAt), ends);
    });

    test("what is over by a minute is over for both, and what has a minute left is renewed", async (t) => {
      const { lucia, cardea, stored, endsIn } = await setUp(t);
      const dead = await endsIn("dead", -minute);
      const live = await endsIn("live", minute);
      const pruned = await endsIn("pruned", -minute);
      assert.deepEqual(lucia(["validate", dead]), [{ session: null, user: null }]);
      assert.equal(cardea.ok(["session", "prune"]).deleted, 1);
      cardea.refuse(pruned);
      const { session } = cardea.validate(live);
      assert.equal(session.fresh, true);
      const ends = wholeSeconds(Date.parse(session.expiresAt));
      assert.ok(Math.abs(ends - Date.now() - 30 * day) < minute);
      assert.equal(await stored(live), clock(ends, wall));
      assert.equal(Date.parse(lucia(["validate", live])[0].session.expiresAt), ends);
    });

    test("an hour that the clock shows twice, or never, is the same moment for both", async (t) => {
      const { lucia, cardea, insert } = await setUp(t);
      const ids = [
        await insert("twice".padEnd(40, "0"), "2030-11-03 01:30:00"),
        await insert("never".padEnd(40, "0"), "2030-03-10 02:30:00"),
      ];
      const seen = lucia(...ids.map((id) => ["validate", id])).map(({ session }) => session.expiresAt);
      assert.deepEqual(ids.map((id) => cardea.validate(id).session.expiresAt), seen);
    });
  });
}

describe("DATETIME(3), v3 on MySQL", { skip: mysql.skip }, () => {
  const setUp = async (t) => {
    const shared = await share(t, generations.v3, mysql, { timeType: "DATETIME(3)" });
    return { ...shared, user: await shared.lucia.createUser() };
  };
  // Whatever the moment of the test, its milliseconds are not 0.
  const ends = (left) => new Date(wholeSeconds(Date.now() + left) + 678);

  test("each reads the millisecond that the other wrote", async (t) => {
    const { lucia, cardea, user, row } = await setUp(t);
    const made = await lucia.createSession(user.id);
    await row.set(made.id, { expires_at: ends(20 * day) });
    const { expiresAt } = cardea.validate(made.id).session;
    assert.deepEqual([expiresAt, expiresAt.slice(-5)], [(await lucia.validate(made.id)).session.expiresAt, ".678Z"]);
    const { session } = cardea.createSession(user.id);
    assert.equal((await row.read(session.id)).expires_at.toISOString(), session.expiresAt);
    assert.equal((await lucia.validate(session.id)).session.expiresAt, session.expiresAt);
  });

  test("a renewal keeps the millisecond, and one that has passed ends a session", async (t) => {
    const { lucia, cardea, user, row } = await setUp(t);
    const made = await lucia.createSession(user.id);
    await row.set(made.id, { expires_at: ends(day) });
    const renewed = cardea.validate(made.id).session;
    assert.equal((await row.read(made.id)).expires_at.toISOString(), renewed.expiresAt);
    await row.set(made.id, { expires_at: new Date(Date.now() - 1) });
    cardea.refuse(made.id);
  });
});

describe("timestamptz, v3 on PostgreSQL, a peer in New York and a server in Tokyo", { skip: postgres.skip }, () => {
  const setUp = async (t) => {
    const shared = await share(t, generations.v3, postgres, { env: { TZ: "Asia/Kolkata" } });
    const user = await shared.lucia.createUser();
    const database = new URL(shared.db.url).pathname.slice(1);
    await shared.db.script(`ALTER DATABASE ${database} SET timezone = 'Asia/Tokyo'`);
    return { ...shared, user, lucia: elsewhere(shared.db, newYork) };
  };

  test("Cardea reads the millisecond that Lucia wrote", async (t) => {
    const { lucia, cardea, user } = await setUp(t);
    const [made] = lucia(["createSession", user.id]);
    assert.equal(cardea.validate(made.id).session.expiresAt, made.expiresAt);
  });

  test("Lucia reads the millisecond that Cardea wrote", async (t) => {
    const { lucia, cardea, user, row } = await setUp(t);
    const { session, token } = cardea.createSession(user.id);
    const [seen] = lucia(["validate", token]);
    assert.equal(seen.session.expiresAt, session.expiresAt);
    assert.equal((await row.read(session.id)).expires_at.toISOString(), session.expiresAt);
  });

  test("what is over by a second is over, and what has a minute left is renewed", async (t) => {
    const { lucia, cardea, user, row } = await setUp(t);
    const [dead, live] = lucia(["createSession", user.id], ["createSession", user.id]);
    await row.endsIn(dead.id, -1000);
    await row.endsIn(live.id, minute);
    cardea.refuse(dead.id);
    const { session } = cardea.validate(live.id);
    assert.equal(session.fresh, true);
    assert.equal(lucia(["validate", live.id])[0].session.expiresAt, session.expiresAt);
  });
});
