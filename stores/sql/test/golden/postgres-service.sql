-- take
UPDATE "auth"."cardea_limits" SET "full_at" = CASE WHEN "auth"."cardea_limits"."full_at" < $1 THEN $1 ELSE "auth"."cardea_limits"."full_at" END + $2 WHERE "auth"."cardea_limits"."id" = $3 AND "auth"."cardea_limits"."full_at" <= $4;

-- find_limit
SELECT "auth"."cardea_limits"."full_at" FROM "auth"."cardea_limits" WHERE "auth"."cardea_limits"."id" = $1;

-- cut_limit
UPDATE "auth"."cardea_limits" SET "full_at" = $1 WHERE "auth"."cardea_limits"."id" = $2 AND "auth"."cardea_limits"."full_at" = $3;

-- give_back
UPDATE "auth"."cardea_limits" SET "full_at" = "auth"."cardea_limits"."full_at" - $1 WHERE "auth"."cardea_limits"."id" = $2;

-- erase_full
DELETE FROM "auth"."cardea_limits" WHERE "auth"."cardea_limits"."id" = ANY (ARRAY(SELECT "auth"."cardea_limits"."id" FROM "auth"."cardea_limits" WHERE "auth"."cardea_limits"."full_at" <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED));

-- find_one_time
SELECT "auth"."cardea_tokens"."id", "auth"."cardea_tokens"."purpose", "auth"."cardea_tokens"."user_id", "auth"."cardea_tokens"."address", "auth"."cardea_tokens"."secret_hash", "auth"."cardea_tokens"."expires_at" FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."id" = $1;

-- erase_one_time
DELETE FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."id" = $1;

-- erase_of_user
DELETE FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."user_id" = $1;

-- erase_of_purpose
DELETE FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."user_id" = $1 AND "auth"."cardea_tokens"."purpose" = $2;

-- find_oldest
SELECT "auth"."cardea_tokens"."id" FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."user_id" = $1 AND "auth"."cardea_tokens"."purpose" = $2 ORDER BY "auth"."cardea_tokens"."expires_at" DESC, "auth"."cardea_tokens"."id" LIMIT 100 OFFSET $3;

-- erase_expired
DELETE FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."id" = ANY (ARRAY(SELECT "auth"."cardea_tokens"."id" FROM "auth"."cardea_tokens" WHERE "auth"."cardea_tokens"."expires_at" <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED));

-- insert_limit
INSERT INTO "auth"."cardea_limits" ("id", "full_at") VALUES ($1, $2);

-- insert_one_time
INSERT INTO "auth"."cardea_tokens" ("id", "purpose", "user_id", "address", "secret_hash", "expires_at") VALUES ($1, $2, $3, $4, $5, $6);

-- migrate --service
CREATE TABLE "auth"."cardea_limits" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "full_at" BIGINT NOT NULL
);
CREATE INDEX "cardea_limits_full_at_idx" ON "auth"."cardea_limits" ("full_at");
CREATE TABLE "auth"."cardea_tokens" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "purpose" TEXT COLLATE "C" NOT NULL,
  "user_id" TEXT COLLATE "C" NOT NULL,
  "address" TEXT NOT NULL,
  "secret_hash" TEXT NOT NULL,
  "expires_at" BIGINT NOT NULL
);
CREATE INDEX "cardea_tokens_user_id_idx" ON "auth"."cardea_tokens" ("user_id");
CREATE INDEX "cardea_tokens_expires_at_idx" ON "auth"."cardea_tokens" ("expires_at");
