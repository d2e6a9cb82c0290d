-- find_session
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", s."country", u."id", u."username", u."age" FROM "user_session" AS s LEFT JOIN "auth"."user" AS u ON u."id" = s."user_id" WHERE s."id" = $1;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", s."country", u."id", u."username", u."age" FROM "user_session" AS s LEFT JOIN "auth"."user" AS u ON u."id" = s."user_id" WHERE s."id" = ANY ($1);

-- list_sessions
SELECT "user_session"."id", "user_session"."user_id", "user_session"."active_expires", "user_session"."idle_expires", "user_session"."country" FROM "user_session" WHERE "user_session"."user_id" = $1 ORDER BY "user_session"."id" COLLATE "C";

-- insert_session
INSERT INTO "user_session" ("id", "user_id", "active_expires", "idle_expires", "country") SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM "auth"."user" WHERE "auth"."user"."id" = $6 FOR KEY SHARE);

-- insert_successor
INSERT INTO "user_session" ("id", "user_id", "active_expires", "idle_expires", "country") SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM "user_session" WHERE "user_session"."id" = $6 FOR KEY SHARE);

-- session_exists
SELECT 1 FROM "user_session" WHERE "user_session"."id" = $1;

-- set_session_times
UPDATE "user_session" SET "active_expires" = $1, "idle_expires" = $2 WHERE "user_session"."id" = $3;

-- erase_session
DELETE FROM "user_session" WHERE "user_session"."id" = $1;

-- erase_sessions
DELETE FROM "user_session" WHERE "user_session"."user_id" = $1;

-- erase_expired
DELETE FROM "user_session" WHERE "user_session"."id" = ANY (ARRAY(SELECT "user_session"."id" FROM "user_session" WHERE "user_session"."idle_expires" <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED));

-- find_user
SELECT "auth"."user"."id", "auth"."user"."username", "auth"."user"."age" FROM "auth"."user" WHERE "auth"."user"."id" = $1;

-- list_users
SELECT "auth"."user"."id", "auth"."user"."username", "auth"."user"."age" FROM "auth"."user" WHERE "auth"."user"."id" COLLATE "C" > $1 ORDER BY "auth"."user"."id" COLLATE "C" LIMIT $2;

-- user_exists
SELECT 1 FROM "auth"."user" WHERE "auth"."user"."id" = $1;

-- lock_user
SELECT 1 FROM "auth"."user" WHERE "auth"."user"."id" = $1 FOR UPDATE;

-- erase_user
DELETE FROM "auth"."user" WHERE "auth"."user"."id" = $1;

-- insert_key
INSERT INTO "user_key" ("id", "user_id", "hashed_password") SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM "auth"."user" WHERE "auth"."user"."id" = $4 FOR KEY SHARE);

-- find_key
SELECT "user_key"."id", "user_key"."user_id", "user_key"."hashed_password" FROM "user_key" WHERE "user_key"."id" = $1;

-- list_keys
SELECT "user_key"."id", "user_key"."user_id", "user_key"."hashed_password" FROM "user_key" WHERE "user_key"."user_id" = $1 ORDER BY "user_key"."id" COLLATE "C";

-- key_exists
SELECT 1 FROM "user_key" WHERE "user_key"."id" = $1;

-- set_key_password
UPDATE "user_key" SET "hashed_password" = $1 WHERE "user_key"."id" = $2;

-- replace_key_password
UPDATE "user_key" SET "hashed_password" = $1 WHERE "user_key"."id" = $2 AND "user_key"."hashed_password" = $3;

-- erase_key
DELETE FROM "user_key" WHERE "user_key"."id" = $1;

-- the keys of a user
DELETE FROM "user_key" WHERE "user_key"."user_id" = $1;

-- insert_user
INSERT INTO "auth"."user" ("id", "username", "age") VALUES ($1, $2, $3);

-- insert_user, one attribute not said
INSERT INTO "auth"."user" ("id", "age") VALUES ($1, $2);

-- update_user
UPDATE "auth"."user" SET "age" = $1, "username" = $2 WHERE "auth"."user"."id" = $3;

-- migrate
CREATE TABLE "auth"."user" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "username" TEXT NOT NULL,
  "age" INTEGER
);
CREATE TABLE "user_session" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "active_expires" BIGINT NOT NULL,
  "idle_expires" BIGINT NOT NULL,
  "country" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "auth"."user" ("id") ON DELETE CASCADE
);
CREATE INDEX "user_session_user_id_idx" ON "user_session" ("user_id");
CREATE INDEX "user_session_idle_expires_idx" ON "user_session" ("idle_expires");
CREATE TABLE "user_key" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "hashed_password" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "auth"."user" ("id") ON DELETE CASCADE
);
CREATE INDEX "user_key_user_id_idx" ON "user_key" ("user_id");
