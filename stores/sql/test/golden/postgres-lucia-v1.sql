-- find_session
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", u."id", u."username", u."age" FROM "auth_session" AS s LEFT JOIN "auth_user" AS u ON u."id" = s."user_id" WHERE s."id" = $1;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", u."id", u."username", u."age" FROM "auth_session" AS s LEFT JOIN "auth_user" AS u ON u."id" = s."user_id" WHERE s."id" = ANY ($1);

-- list_sessions
SELECT "auth_session"."id", "auth_session"."user_id", "auth_session"."active_expires", "auth_session"."idle_expires" FROM "auth_session" WHERE "auth_session"."user_id" = $1 ORDER BY "auth_session"."id" COLLATE "C";

-- insert_session
INSERT INTO "auth_session" ("id", "user_id", "active_expires", "idle_expires") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = $5 FOR KEY SHARE);

-- insert_successor
INSERT INTO "auth_session" ("id", "user_id", "active_expires", "idle_expires") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "auth_session" WHERE "auth_session"."id" = $5 FOR KEY SHARE);

-- session_exists
SELECT 1 FROM "auth_session" WHERE "auth_session"."id" = $1;

-- set_session_times
UPDATE "auth_session" SET "active_expires" = $1, "idle_expires" = $2 WHERE "auth_session"."id" = $3;

-- erase_session
DELETE FROM "auth_session" WHERE "auth_session"."id" = $1;

-- erase_sessions
DELETE FROM "auth_session" WHERE "auth_session"."user_id" = $1;

-- erase_expired
DELETE FROM "auth_session" WHERE "auth_session"."id" = ANY (ARRAY(SELECT "auth_session"."id" FROM "auth_session" WHERE "auth_session"."idle_expires" <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED));

-- find_user
SELECT "auth_user"."id", "auth_user"."username", "auth_user"."age" FROM "auth_user" WHERE "auth_user"."id" = $1;

-- list_users
SELECT "auth_user"."id", "auth_user"."username", "auth_user"."age" FROM "auth_user" WHERE "auth_user"."id" COLLATE "C" > $1 ORDER BY "auth_user"."id" COLLATE "C" LIMIT $2;

-- user_exists
SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = $1;

-- lock_user
SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = $1 FOR UPDATE;

-- erase_user
DELETE FROM "auth_user" WHERE "auth_user"."id" = $1;

-- insert_key
INSERT INTO "auth_key" ("id", "user_id", "hashed_password", "primary_key", "expires") SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = $6 FOR KEY SHARE);

-- find_key
SELECT "auth_key"."id", "auth_key"."user_id", "auth_key"."hashed_password", "auth_key"."primary_key", "auth_key"."expires" FROM "auth_key" WHERE "auth_key"."id" = $1;

-- list_keys
SELECT "auth_key"."id", "auth_key"."user_id", "auth_key"."hashed_password", "auth_key"."primary_key", "auth_key"."expires" FROM "auth_key" WHERE "auth_key"."user_id" = $1 ORDER BY "auth_key"."id" COLLATE "C";

-- key_exists
SELECT 1 FROM "auth_key" WHERE "auth_key"."id" = $1;

-- set_key_password
UPDATE "auth_key" SET "hashed_password" = $1 WHERE "auth_key"."id" = $2;

-- replace_key_password
UPDATE "auth_key" SET "hashed_password" = $1 WHERE "auth_key"."id" = $2 AND "auth_key"."hashed_password" = $3;

-- erase_key
DELETE FROM "auth_key" WHERE "auth_key"."id" = $1;

-- the keys of a user
DELETE FROM "auth_key" WHERE "auth_key"."user_id" = $1;

-- insert_user
INSERT INTO "auth_user" ("id", "username", "age") VALUES ($1, $2, $3);

-- insert_user, one attribute not said
INSERT INTO "auth_user" ("id", "age") VALUES ($1, $2);

-- update_user
UPDATE "auth_user" SET "age" = $1, "username" = $2 WHERE "auth_user"."id" = $3;

-- migrate
CREATE TABLE "auth_user" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "username" TEXT NOT NULL,
  "age" INTEGER
);
CREATE TABLE "auth_session" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "active_expires" BIGINT NOT NULL,
  "idle_expires" BIGINT NOT NULL,
  FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id") ON DELETE CASCADE
);
CREATE INDEX "auth_session_user_id_idx" ON "auth_session" ("user_id");
CREATE INDEX "auth_session_idle_expires_idx" ON "auth_session" ("idle_expires");
CREATE TABLE "auth_key" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "hashed_password" TEXT,
  "primary_key" BOOLEAN NOT NULL,
  "expires" BIGINT,
  FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id") ON DELETE CASCADE
);
CREATE INDEX "auth_key_user_id_idx" ON "auth_key" ("user_id");
