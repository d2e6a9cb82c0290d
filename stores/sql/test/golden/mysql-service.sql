-- take
UPDATE `cardea_limits` SET `full_at` = CASE WHEN `cardea_limits`.`full_at` < ? THEN ? ELSE `cardea_limits`.`full_at` END + ? WHERE `cardea_limits`.`id` = ? AND `cardea_limits`.`full_at` <= ?;

-- find_limit
SELECT `cardea_limits`.`full_at` FROM `cardea_limits` WHERE `cardea_limits`.`id` = ?;

-- cut_limit
UPDATE `cardea_limits` SET `full_at` = ? WHERE `cardea_limits`.`id` = ? AND `cardea_limits`.`full_at` = ?;

-- give_back
UPDATE `cardea_limits` SET `full_at` = `cardea_limits`.`full_at` - ? WHERE `cardea_limits`.`id` = ?;

-- erase_full
DELETE FROM `cardea_limits` WHERE `cardea_limits`.`full_at` <= ? LIMIT ?;

-- find_one_time
SELECT `cardea_tokens`.`id`, `cardea_tokens`.`purpose`, `cardea_tokens`.`user_id`, `cardea_tokens`.`address`, `cardea_tokens`.`secret_hash`, `cardea_tokens`.`expires_at` FROM `cardea_tokens` WHERE `cardea_tokens`.`id` = ?;

-- erase_one_time
DELETE FROM `cardea_tokens` WHERE `cardea_tokens`.`id` = ?;

-- erase_of_user
DELETE FROM `cardea_tokens` WHERE `cardea_tokens`.`user_id` = ?;

-- erase_of_purpose
DELETE FROM `cardea_tokens` WHERE `cardea_tokens`.`user_id` = ? AND `cardea_tokens`.`purpose` = ?;

-- find_oldest
SELECT `cardea_tokens`.`id` FROM `cardea_tokens` WHERE `cardea_tokens`.`user_id` = ? AND `cardea_tokens`.`purpose` = ? ORDER BY `cardea_tokens`.`expires_at` DESC, `cardea_tokens`.`id` LIMIT 100 OFFSET ?;

-- erase_expired
DELETE FROM `cardea_tokens` WHERE `cardea_tokens`.`expires_at` <= ? LIMIT ?;

-- insert_limit
INSERT INTO `cardea_limits` (`id`, `full_at`) VALUES (?, ?);

-- insert_one_time
INSERT INTO `cardea_tokens` (`id`, `purpose`, `user_id`, `address`, `secret_hash`, `expires_at`) VALUES (?, ?, ?, ?, ?, ?);

-- migrate --service
CREATE TABLE `cardea_limits` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `full_at` BIGINT NOT NULL
) ENGINE = InnoDB;
CREATE INDEX `cardea_limits_full_at_idx` ON `cardea_limits` (`full_at`);
CREATE TABLE `cardea_tokens` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `purpose` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `address` MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
  `secret_hash` MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
  `expires_at` BIGINT NOT NULL
) ENGINE = InnoDB;
CREATE INDEX `cardea_tokens_user_id_idx` ON `cardea_tokens` (`user_id`);
CREATE INDEX `cardea_tokens_expires_at_idx` ON `cardea_tokens` (`expires_at`);
