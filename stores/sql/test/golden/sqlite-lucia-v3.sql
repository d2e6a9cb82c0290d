-- find_session
SELECT s."id", s."user_id", s."expires_at", s."country", u."id", u."username", u."age" FROM "session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" = ?;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."expires_at", s."country", u."id", u."username", u."age" FROM "session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" IN (?, ?, ?, ?);

-- list_sessions
SELECT "session"."id", "session"."user_id", "session"."expires_at", "session"."country" FROM "session" WHERE "session"."user_id" = ? ORDER BY "session"."id";

-- insert_session
INSERT INTO "session" ("id", "user_id", "expires_at", "country") SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = ?);

-- insert_successor
INSERT INTO "session" ("id", "user_id", "expires_at", "country") SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "session" WHERE "session"."id" = ?);

-- session_exists
SELECT 1 FROM "session" WHERE "session"."id" = ?;

-- set_session_times
UPDATE "session" SET "expires_at" = ? WHERE "session"."id" = ?;

-- erase_session
DELETE FROM "session" WHERE "session"."id" = ?;

-- erase_sessions
DELETE FROM "session" WHERE "session"."user_id" = ?;

-- erase_expired
DELETE FROM "session" WHERE "session"."id" IN (SELECT "session"."id" FROM "session" WHERE ("session"."expires_at" > -9e18 AND "session"."expires_at" < ? + 1 AND typeof("session"."expires_at") <> 'text') OR ("session"."expires_at" >= '' AND "session"."expires_at" < strftime('%Y-%m-%d', ? / 1000.0, 'unixepoch', '+2 days') AND "session"."expires_at" LIKE '____-__-_____:__:__%' AND coalesce(julianday("session"."expires_at"), julianday(substr("session"."expires_at", 1, 19)) + 1) <= julianday(? / 1000.0, 'unixepoch')) OR ("session"."expires_at" >= '' AND "session"."expires_at" < ':' AND "session"."expires_at" GLOB '[0-9]*' AND "session"."expires_at" NOT GLOB '*[^0-9]*' AND CAST("session"."expires_at" AS INTEGER) <= ?) OR ("session"."expires_at" >= x'30' AND "session"."expires_at" < x'3a' AND CAST("session"."expires_at" AS TEXT) NOT GLOB '*[^0-9]*' AND CAST(CAST("session"."expires_at" AS TEXT) AS INTEGER) <= ?) LIMIT ?);

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
  "expires_at" INTEGER NOT NULL,
  "country" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_user_id_idx" ON "session" ("user_id");
CREATE INDEX "session_expires_at_idx" ON "session" ("expires_at");
