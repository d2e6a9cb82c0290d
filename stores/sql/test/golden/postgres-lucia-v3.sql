-- find_session
SELECT s."id", s."user_id", s."expires_at", s."country", u."id", u."username", u."age" FROM "user_session" AS s LEFT JOIN "auth_user" AS u ON u."id" = s."user_id" WHERE s."id" = $1;

-- find_sessions, of 3
SELECT s."id", s."user_id", s."expires_at", s."country", u."id", u."username", u."age" FROM "user_session" AS s LEFT JOIN "auth_user" AS u ON u."id" = s."user_id" WHERE s."id" = ANY ($1);

-- list_sessions
SELECT "user_session"."id", "user_session"."user_id", "user_session"."expires_at", "user_session"."country" FROM "user_session" WHERE "user_session"."user_id" = $1 ORDER BY "user_session"."id" COLLATE "C";

-- insert_session
INSERT INTO "user_session" ("id", "user_id", "expires_at", "country") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "auth_user" WHERE "auth_user"."id" = $5 FOR KEY SHARE);

-- insert_successor
INSERT INTO "user_session" ("id", "user_id", "expires_at", "country") SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM "user_session" WHERE "user_session"."id" = $5 FOR KEY SHARE);

-- session_exists
SELECT 1 FROM "user_session" WHERE "user_session"."id" = $1;

-- set_session_times
UPDATE "user_session" SET "expires_at" = $1 WHERE "user_session"."id" = $2;

-- erase_session
DELETE FROM "user_session" WHERE "user_session"."id" = $1;

-- erase_sessions
DELETE FROM "user_session" WHERE "user_session"."user_id" = $1;

-- erase_expired
DELETE FROM "user_session" WHERE "user_session"."id" = ANY (ARRAY(SELECT "user_session"."id" FROM "user_session" WHERE "user_session"."expires_at" <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED));

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
CREATE TABLE "user_session" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "expires_at" TIMESTAMPTZ NOT NULL,
  "country" TEXT,
  FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id") ON DELETE CASCADE
);
CREATE INDEX "user_session_user_id_idx" ON "user_session" ("user_id");
CREATE INDEX "user_session_expires_at_idx" ON "user_session" ("expires_at");
