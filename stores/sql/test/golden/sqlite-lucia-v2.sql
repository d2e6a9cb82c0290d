-- find_session
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", s."country", u."id", u."username", u."age" FROM "user_session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" = ?;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", s."country", u."id", u."username", u."age" FROM "user_session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" IN (?, ?, ?, ?);

-- list_sessions
SELECT "user_session"."id", "user_session"."user_id", "user_session"."active_expires", "user_session"."idle_expires", "user_session"."country" FROM "user_session" WHERE "user_session"."user_id" = ? ORDER BY "user_session"."id";

-- insert_session
INSERT INTO "user_session" ("id", "user_id", "active_expires", "idle_expires", "country") SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = ?);

-- insert_successor
INSERT INTO "user_session" ("id", "user_id", "active_expires", "idle_expires", "country") SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "user_session" WHERE "user_session"."id" = ?);

-- session_exists
SELECT 1 FROM "user_session" WHERE "user_session"."id" = ?;

-- set_session_times
UPDATE "user_session" SET "active_expires" = ?, "idle_expires" = ? WHERE "user_session"."id" = ?;

-- erase_session
DELETE FROM "user_session" WHERE "user_session"."id" = ?;

-- erase_sessions
DELETE FROM "user_session" WHERE "user_session"."user_id" = ?;

-- erase_expired
DELETE FROM "user_session" WHERE "user_session"."id" IN (SELECT "user_session"."id" FROM "user_session" WHERE ("user_session"."idle_expires" > -9e18 AND "user_session"."idle_expires" < ? + 1 AND typeof("user_session"."idle_expires") <> 'text') OR ("user_session"."idle_expires" >= '' AND "user_session"."idle_expires" < strftime('%Y-%m-%d', ? / 1000.0, 'unixepoch', '+2 days') AND "user_session"."idle_expires" LIKE '____-__-_____:__:__%' AND coalesce(julianday("user_session"."idle_expires"), julianday(substr("user_session"."idle_expires", 1, 19)) + 1) <= julianday(? / 1000.0, 'unixepoch')) OR ("user_session"."idle_expires" >= '' AND "user_session"."idle_expires" < ':' AND "user_session"."idle_expires" GLOB '[0-9]*' AND "user_session"."idle_expires" NOT GLOB '*[^0-9]*' AND CAST("user_session"."idle_expires" AS INTEGER) <= ?) OR ("user_session"."idle_expires" >= x'30' AND "user_session"."idle_expires" < x'3a' AND CAST("user_session"."idle_expires" AS TEXT) NOT GLOB '*[^0-9]*' AND CAST(CAST("user_session"."idle_expires" AS TEXT) AS INTEGER) <= ?) LIMIT ?);

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
INSERT INTO "user_key" ("id", "user_id", "hashed_password") SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = ?);

-- find_key
SELECT "user_key"."id", "user_key"."user_id", "user_key"."hashed_password" FROM "user_key" WHERE "user_key"."id" = ?;

-- list_keys
SELECT "user_key"."id", "user_key"."user_id", "user_key"."hashed_password" FROM "user_key" WHERE "user_key"."user_id" = ? ORDER BY "user_key"."id";

-- key_exists
SELECT 1 FROM "user_key" WHERE "user_key"."id" = ?;

-- set_key_password
UPDATE "user_key" SET "hashed_password" = ? WHERE "user_key"."id" = ?;

-- replace_key_password
UPDATE "user_key" SET "hashed_password" = ? WHERE "user_key"."id" = ? AND "user_key"."hashed_password" = ?;

-- erase_key
DELETE FROM "user_key" WHERE "user_key"."id" = ?;

-- the keys of a user
DELETE FROM "user_key" WHERE "user_key"."user_id" = ?;

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
CREATE TABLE "user_session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "user_id" TEXT NOT NULL,
  "active_expires" BIGINT NOT NULL,
  "idle_expires" BIGINT NOT NULL,
  "country" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "user_session_user_id_idx" ON "user_session" ("user_id");
CREATE INDEX "user_session_idle_expires_idx" ON "user_session" ("idle_expires");
CREATE TABLE "user_key" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "user_id" TEXT NOT NULL,
  "hashed_password" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "user_key_user_id_idx" ON "user_key" ("user_id");
