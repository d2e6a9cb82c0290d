-- find_session
SELECT s."id", s."user_id", s."created_at", s."token_last_verified_at", s."secret_hash", s."country", u."id", u."username", u."age" FROM "auth_session" AS s LEFT JOIN "auth_user" AS u ON u."id" = s."user_id" WHERE s."id" = ?;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."created_at", s."token_last_verified_at", s."secret_hash", s."country", u."id", u."username", u."age" FROM "auth_session" AS s LEFT JOIN "auth_user" AS u ON u."id" = s."user_id" WHERE s."id" IN (?, ?, ?, ?);

-- list_sessions
SELECT "auth_session"."id", "auth_session"."user_id", "auth_session"."created_at", "auth_session"."token_last_verified_at", "auth_session"."secret_hash", "auth_session"."country" FROM "auth_session" WHERE "auth_session"."user_id" = ? ORDER BY "auth_session"."id";

-- insert_session
INSERT INTO "auth_session" ("id", "user_id", "created_at", "token_last_verified_at", "secret_hash", "country") SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = ?);

-- insert_successor
INSERT INTO "auth_session" ("id", "user_id", "created_at", "token_last_verified_at", "secret_hash", "country") SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "auth_session" WHERE "auth_session"."id" = ?);

-- session_exists
SELECT 1 FROM "auth_session" WHERE "auth_session"."id" = ?;

-- set_session_times
UPDATE "auth_session" SET "token_last_verified_at" = ? WHERE "auth_session"."id" = ?;

-- erase_session
DELETE FROM "auth_session" WHERE "auth_session"."id" = ?;

-- erase_sessions
DELETE FROM "auth_session" WHERE "auth_session"."user_id" = ?;

-- erase_expired
DELETE FROM "auth_session" WHERE "auth_session"."id" IN (SELECT "auth_session"."id" FROM "auth_session" WHERE ("auth_session"."created_at" > -9e18 AND "auth_session"."created_at" < ? + 1 AND typeof("auth_session"."created_at") <> 'text') OR ("auth_session"."created_at" >= '' AND "auth_session"."created_at" < strftime('%Y-%m-%d', ? / 1000.0, 'unixepoch', '+2 days') AND "auth_session"."created_at" LIKE '____-__-_____:__:__%' AND coalesce(julianday("auth_session"."created_at"), julianday(substr("auth_session"."created_at", 1, 19)) + 1) <= julianday(? / 1000.0, 'unixepoch')) OR ("auth_session"."created_at" >= '' AND "auth_session"."created_at" < ':' AND "auth_session"."created_at" GLOB '[0-9]*' AND "auth_session"."created_at" NOT GLOB '*[^0-9]*' AND CAST("auth_session"."created_at" AS INTEGER) <= ?) OR ("auth_session"."created_at" >= x'30' AND "auth_session"."created_at" < x'3a' AND CAST("auth_session"."created_at" AS TEXT) NOT GLOB '*[^0-9]*' AND CAST(CAST("auth_session"."created_at" AS TEXT) AS INTEGER) <= ?) OR ("auth_session"."token_last_verified_at" > -9e18 AND "auth_session"."token_last_verified_at" < ? + 1 AND typeof("auth_session"."token_last_verified_at") <> 'text') OR ("auth_session"."token_last_verified_at" >= '' AND "auth_session"."token_last_verified_at" < strftime('%Y-%m-%d', ? / 1000.0, 'unixepoch', '+2 days') AND "auth_session"."token_last_verified_at" LIKE '____-__-_____:__:__%' AND coalesce(julianday("auth_session"."token_last_verified_at"), julianday(substr("auth_session"."token_last_verified_at", 1, 19)) + 1) <= julianday(? / 1000.0, 'unixepoch')) OR ("auth_session"."token_last_verified_at" >= '' AND "auth_session"."token_last_verified_at" < ':' AND "auth_session"."token_last_verified_at" GLOB '[0-9]*' AND "auth_session"."token_last_verified_at" NOT GLOB '*[^0-9]*' AND CAST("auth_session"."token_last_verified_at" AS INTEGER) <= ?) OR ("auth_session"."token_last_verified_at" >= x'30' AND "auth_session"."token_last_verified_at" < x'3a' AND CAST("auth_session"."token_last_verified_at" AS TEXT) NOT GLOB '*[^0-9]*' AND CAST(CAST("auth_session"."token_last_verified_at" AS TEXT) AS INTEGER) <= ?) LIMIT ?);

-- find_user
SELECT "auth_user"."id", "auth_user"."username", "auth_user"."age" FROM "auth_user" WHERE "auth_user"."id" = ?;

-- list_users
SELECT "auth_user"."id", "auth_user"."username", "auth_user"."age" FROM "auth_user" WHERE "auth_user"."id" > ? ORDER BY "auth_user"."id" LIMIT ?;

-- user_exists
SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = ?;

-- lock_user
SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = ?;

-- erase_user
DELETE FROM "auth_user" WHERE "auth_user"."id" = ?;

-- insert_key
INSERT INTO "auth_key" ("id", "user_id", "hashed_password") SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = ?);

-- find_key
SELECT "auth_key"."id", "auth_key"."user_id", "auth_key"."hashed_password" FROM "auth_key" WHERE "auth_key"."id" = ?;

-- list_keys
SELECT "auth_key"."id", "auth_key"."user_id", "auth_key"."hashed_password" FROM "auth_key" WHERE "auth_key"."user_id" = ? ORDER BY "auth_key"."id";

-- key_exists
SELECT 1 FROM "auth_key" WHERE "auth_key"."id" = ?;

-- set_key_password
UPDATE "auth_key" SET "hashed_password" = ? WHERE "auth_key"."id" = ?;

-- replace_key_password
UPDATE "auth_key" SET "hashed_password" = ? WHERE "auth_key"."id" = ? AND "auth_key"."hashed_password" = ?;

-- erase_key
DELETE FROM "auth_key" WHERE "auth_key"."id" = ?;

-- the keys of a user
DELETE FROM "auth_key" WHERE "auth_key"."user_id" = ?;

-- insert_user
INSERT INTO "auth_user" ("id", "username", "age") VALUES (?, ?, ?);

-- insert_user, one attribute not said
INSERT INTO "auth_user" ("id", "age") VALUES (?, ?);

-- update_user
UPDATE "auth_user" SET "age" = ?, "username" = ? WHERE "auth_user"."id" = ?;

-- migrate
CREATE TABLE "auth_user" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "username" TEXT NOT NULL,
  "age" INTEGER
) STRICT;
CREATE TABLE "auth_session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "user_id" TEXT NOT NULL,
  "created_at" INTEGER NOT NULL,
  "token_last_verified_at" INTEGER NOT NULL,
  "secret_hash" BLOB NOT NULL,
  "country" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id") ON DELETE CASCADE
) STRICT;
CREATE INDEX "auth_session_user_id_idx" ON "auth_session" ("user_id");
CREATE INDEX "auth_session_created_at_idx" ON "auth_session" ("created_at");
CREATE INDEX "auth_session_token_last_verified_at_idx" ON "auth_session" ("token_last_verified_at");
CREATE TABLE "auth_key" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "user_id" TEXT NOT NULL,
  "hashed_password" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id") ON DELETE CASCADE
) STRICT;
CREATE INDEX "auth_key_user_id_idx" ON "auth_key" ("user_id");
