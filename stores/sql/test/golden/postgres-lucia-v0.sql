-- find_session
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", u."id", u."username", u."age" FROM "session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" = $1;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."active_expires", s."idle_expires", u."id", u."username", u."age" FROM "session" AS s LEFT JOIN "user" AS u ON u."id" = s."user_id" WHERE s."id" = ANY ($1);

-- list_sessions
SELECT "session"."id", "session"."user_id", "session"."active_expires", "session"."idle_expires" FROM "session" WHERE "session"."user_id" = $1 ORDER BY "session"."id" COLLATE "C";

-- insert_session
INSERT INTO "session" ("id", "user_id", "active_expires", "idle_expires") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = $5 FOR KEY SHARE);

-- insert_successor
INSERT INTO "session" ("id", "user_id", "active_expires", "idle_expires") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "session" WHERE "session"."id" = $5 FOR KEY SHARE);

-- session_exists
SELECT 1 FROM "session" WHERE "session"."id" = $1;

-- set_session_times
UPDATE "session" SET "active_expires" = $1, "idle_expires" = $2 WHERE "session"."id" = $3;

-- erase_session
DELETE FROM "session" WHERE "session"."id" = $1;

-- erase_sessions
DELETE FROM "session" WHERE "session"."user_id" = $1;

-- erase_expired
DELETE FROM "session" WHERE "session"."id" = ANY (ARRAY(SELECT "session"."id" FROM "session" WHERE "session"."idle_expires" <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED));

-- find_user
SELECT "user"."id", "user"."username", "user"."age" FROM "user" WHERE "user"."id" = $1;

-- list_users
SELECT "user"."id", "user"."username", "user"."age" FROM "user" WHERE "user"."id" COLLATE "C" > $1 ORDER BY "user"."id" COLLATE "C" LIMIT $2;

-- user_exists
SELECT 1 FROM "user" WHERE "user"."id" = $1;

-- lock_user
SELECT 1 FROM "user" WHERE "user"."id" = $1 FOR UPDATE;

-- erase_user
DELETE FROM "user" WHERE "user"."id" = $1;

-- insert_key
INSERT INTO "key" ("id", "user_id", "hashed_password", "primary") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = $5 FOR KEY SHARE);

-- find_key
SELECT "key"."id", "key"."user_id", "key"."hashed_password", "key"."primary" FROM "key" WHERE "key"."id" = $1;

-- list_keys
SELECT "key"."id", "key"."user_id", "key"."hashed_password", "key"."primary" FROM "key" WHERE "key"."user_id" = $1 ORDER BY "key"."id" COLLATE "C";

-- key_exists
SELECT 1 FROM "key" WHERE "key"."id" = $1;

-- set_key_password
UPDATE "key" SET "hashed_password" = $1 WHERE "key"."id" = $2;

-- replace_key_password
UPDATE "key" SET "hashed_password" = $1 WHERE "key"."id" = $2 AND "key"."hashed_password" = $3;

-- erase_key
DELETE FROM "key" WHERE "key"."id" = $1;

-- the keys of a user
DELETE FROM "key" WHERE "key"."user_id" = $1;

-- insert_user
INSERT INTO "user" ("id", "username", "age") VALUES ($1, $2, $3);

-- insert_user, one attribute not said
INSERT INTO "user" ("id", "age") VALUES ($1, $2);

-- update_user
UPDATE "user" SET "age" = $1, "username" = $2 WHERE "user"."id" = $3;

-- migrate
CREATE TABLE "user" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "username" TEXT NOT NULL,
  "age" INTEGER
);
CREATE TABLE "session" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "active_expires" BIGINT NOT NULL,
  "idle_expires" BIGINT NOT NULL,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_user_id_idx" ON "session" ("user_id");
CREATE INDEX "session_idle_expires_idx" ON "session" ("idle_expires");
CREATE TABLE "key" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "hashed_password" TEXT,
  "primary" BOOLEAN NOT NULL,
  FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "key_user_id_idx" ON "key" ("user_id");
