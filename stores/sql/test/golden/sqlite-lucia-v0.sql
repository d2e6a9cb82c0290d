-- find_session
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", u."id", u."username", u."age" FROM "session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" = ?;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", u."id", u."username", u."age" FROM "session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" IN (?, ?, ?, ?);

-- list_sessions
SELECT "session"."id", "session"."user_id", "session"."active_expires", "session"."idle_expires" FROM "session" WHERE "session"."user_id" = ? ORDER BY "session"."id";

-- insert_session
INSERT INTO "session" ("id", "user_id", "active_expires", "idle_expires") SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = ?);

-- insert_successor
INSERT INTO "session" ("id", "user_id", "active_expires", "idle_expires") SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "session" WHERE "session"."id" = ?);

-- session_exists
SELECT 1 FROM "session" WHERE "session"."id" = ?;

-- set_session_times
UPDATE "session" SET "active_expires" = ?, "idle_expires" = ? WHERE "session"."id" = ?;

-- erase_session
DELETE FROM "session" WHERE "session"."id" = ?;

-- erase_sessions
DELETE FROM "session" WHERE "session"."user_id" = ?;

-- erase_expired
DELETE FROM "session" WHERE "session"."id" IN (SELECT "session"."id" FROM "session" WHERE ("session"."idle_expires" > -9e18 AND "session"."idle_expires" < ? + 1 AND typeof("session"."idle_expires") <> 'text') OR ("session"."idle_expires" >= '' AND "session"."idle_expires" < strftime('%Y-%m-%d', ? / 1000.0, 'unixepoch', '+2 days') AND "session"."idle_expires" LIKE '____-__-_____:__:__%' AND coalesce(julianday("session"."idle_expires"), julianday(substr("session"."idle_expires", 1, 19)) + 1) <= julianday(? / 1000.0, 'unixepoch')) OR ("session"."idle_expires" >= '' AND "session"."idle_expires" < ':' AND "session"."idle_expires" GLOB '[0-9]*' AND "session"."idle_expires" NOT GLOB '*[^0-9]*' AND CAST("session"."idle_expires" AS INTEGER) <= ?) OR ("session"."idle_expires" >= x'30' AND "session"."idle_expires" < x'3a' AND CAST("session"."idle_expires" AS TEXT) NOT GLOB '*[^0-9]*' AND CAST(CAST("session"."idle_expires" AS TEXT) AS INTEGER) <= ?) LIMIT ?);

-- find_user
SELECT "user"."id", "user"."username", "user"."age" FROM "user" WHERE "user"."id" = ?;

-- list_users
SELECT "user"."id", "user"."username", "user"."age" FROM "user" WHERE "user"."id" > ? ORDER BY "user"."id" LIMIT ?;

-- user_exists
SELECT 1 FROM "user" WHERE "user"."id" = ?;

-- lock_user
SELECT 1 FROM "user" WHERE "user"."id" = ?;

-- erase_user
DELETE FROM "user" WHERE "user"."id" = ?;

-- insert_key
INSERT INTO "key" ("id", "user_id", "hashed_password", "primary") SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = ?);

-- find_key
SELECT "key"."id", "key"."user_id", "key"."hashed_password", "key"."primary" FROM "key" WHERE "key"."id" = ?;

-- list_keys
SELECT "key"."id", "key"."user_id", "key"."hashed_password", "key"."primary" FROM "key" WHERE "key"."user_id" = ? ORDER BY "key"."id";

-- key_exists
SELECT 1 FROM "key" WHERE "key"."id" = ?;

-- set_key_password
UPDATE "key" SET "hashed_password" = ? WHERE "key"."id" = ?;

-- replace_key_password
UPDATE "key" SET "hashed_password" = ? WHERE "key"."id" = ? AND "key"."hashed_password" = ?;

-- erase_key
DELETE FROM "key" WHERE "key"."id" = ?;

-- the keys of a user
DELETE FROM "key" WHERE "key"."user_id" = ?;

-- insert_user
INSERT INTO "user" ("id", "username", "age") VALUES (?, ?, ?);

-- insert_user, one attribute not said
INSERT INTO "user" ("id", "age") VALUES (?, ?);

-- update_user
UPDATE "user" SET "age" = ?, "username" = ? WHERE "user"."id" = ?;

-- migrate
CREATE TABLE "user" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "username" TEXT NOT NULL,
  "age" INTEGER
);
CREATE TABLE "session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "user_id" TEXT NOT NULL,
  "active_expires" BIGINT NOT NULL,
  "idle_expires" BIGINT NOT NULL,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_user_id_idx" ON "session" ("user_id");
CREATE INDEX "session_idle_expires_idx" ON "session" ("idle_expires");
CREATE TABLE "key" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "user_id" TEXT NOT NULL,
  "hashed_password" TEXT,
  "primary" BOOLEAN NOT NULL,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "key_user_id_idx" ON "key" ("user_id");
