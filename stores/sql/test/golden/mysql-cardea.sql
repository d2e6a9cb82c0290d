-- find_session
SELECT s.`id`, s.`user_id`, s.`created_at`, s.`token_last_verified_at`, s.`secret_hash`, s.`country`, u.`id`, u.`username`, u.`age` FROM `auth_session` AS s LEFT JOIN `auth_user` AS u ON u.`id` = s.`user_id` WHERE s.`id` = ?;

-- find_sessions, of 3
SELECT s.`id`, s.`user_id`, s.`created_at`, s.`token_last_verified_at`, s.`secret_hash`, s.`country`, u.`id`, u.`username`, u.`age` FROM `auth_session` AS s LEFT JOIN `auth_user` AS u ON u.`id` = s.`user_id` WHERE s.`id` IN (?, ?, ?, ?);

-- list_sessions
SELECT `auth_session`.`id`, `auth_session`.`user_id`, `auth_session`.`created_at`, `auth_session`.`token_last_verified_at`, `auth_session`.`secret_hash`, `auth_session`.`country` FROM `auth_session` WHERE `auth_session`.`user_id` = ? AND CAST(CONVERT(`auth_session`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `auth_session`.`id`;

-- insert_session
INSERT INTO `auth_session` (`id`, `user_id`, `created_at`, `token_last_verified_at`, `secret_hash`, `country`) SELECT ?, ?, ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- insert_successor
INSERT INTO `auth_session` (`id`, `user_id`, `created_at`, `token_last_verified_at`, `secret_hash`, `country`) SELECT ?, ?, ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `auth_session` WHERE `auth_session`.`id` = ? AND CAST(CONVERT(`auth_session`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- session_exists
SELECT 1 FROM `auth_session` WHERE `auth_session`.`id` = ?;

-- set_session_times
UPDATE `auth_session` SET `token_last_verified_at` = ? WHERE `auth_session`.`id` = ? AND CAST(CONVERT(`auth_session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_session
DELETE FROM `auth_session` WHERE `auth_session`.`id` = ? AND CAST(CONVERT(`auth_session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_sessions
DELETE FROM `auth_session` WHERE `auth_session`.`user_id` = ? AND CAST(CONVERT(`auth_session`.`user_id` USING utf8mb4) AS BINARY) = ?;

-- erase_expired
DELETE FROM `auth_session` WHERE `auth_session`.`created_at` <= ? OR `auth_session`.`token_last_verified_at` <= ? LIMIT ?;

-- find_user
SELECT `auth_user`.`id`, `auth_user`.`username`, `auth_user`.`age` FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ?;

-- list_users
SELECT `auth_user`.`id`, `auth_user`.`username`, `auth_user`.`age` FROM `auth_user` WHERE `auth_user`.`id` > ? ORDER BY `auth_user`.`id` LIMIT ?;

-- user_exists
SELECT 1 FROM `auth_user` WHERE `auth_user`.`id` = ?;

-- lock_user
SELECT 1 FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ? FOR UPDATE;

-- erase_user
DELETE FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ?;

-- insert_key
INSERT INTO `auth_key` (`id`, `user_id`, `hashed_password`) SELECT ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- find_key
SELECT `auth_key`.`id`, `auth_key`.`user_id`, `auth_key`.`hashed_password` FROM `auth_key` WHERE `auth_key`.`id` = ? AND CAST(CONVERT(`auth_key`.`id` USING utf8mb4) AS BINARY) = ?;

-- list_keys
SELECT `auth_key`.`id`, `auth_key`.`user_id`, `auth_key`.`hashed_password` FROM `auth_key` WHERE `auth_key`.`user_id` = ? AND CAST(CONVERT(`auth_key`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `auth_key`.`id`;

-- key_exists
SELECT 1 FROM `auth_key` WHERE `auth_key`.`id` = ?;

-- set_key_password
UPDATE `auth_key` SET `hashed_password` = ? WHERE `auth_key`.`id` = ? AND CAST(CONVERT(`auth_key`.`id` USING utf8mb4) AS BINARY) = ?;

-- replace_key_password
UPDATE `auth_key` SET `hashed_password` = ? WHERE `auth_key`.`id` = ? AND CAST(CONVERT(`auth_key`.`id` USING utf8mb4) AS BINARY) = ? AND `auth_key`.`hashed_password` = ? AND CAST(CONVERT(`auth_key`.`hashed_password` USING utf8mb4) AS BINARY) = ?;

-- erase_key
DELETE FROM `auth_key` WHERE `auth_key`.`id` = ? AND CAST(CONVERT(`auth_key`.`id` USING utf8mb4) AS BINARY) = ?;

-- the keys of a user
DELETE FROM `auth_key` WHERE `auth_key`.`user_id` = ? AND CAST(CONVERT(`auth_key`.`user_id` USING utf8mb4) AS BINARY) = ?;

-- insert_user
INSERT INTO `auth_user` (`id`, `username`, `age`) VALUES (?, ?, ?);

-- insert_user, one attribute not said
INSERT INTO `auth_user` (`id`, `age`) VALUES (?, ?);

-- update_user
UPDATE `auth_user` SET `age` = ?, `username` = ? WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ?;

-- migrate
CREATE TABLE `auth_user` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `username` MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
  `age` INT
) ENGINE = InnoDB;
CREATE TABLE `auth_session` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `created_at` BIGINT NOT NULL,
  `token_last_verified_at` BIGINT NOT NULL,
  `secret_hash` MEDIUMBLOB NOT NULL,
  `country` MEDIUMTEXT CHARACTER SET utf8mb4,
  FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `auth_session_user_id_idx` ON `auth_session` (`user_id`);
CREATE INDEX `auth_session_created_at_idx` ON `auth_session` (`created_at`);
CREATE INDEX `auth_session_token_last_verified_at_idx` ON `auth_session` (`token_last_verified_at`);
CREATE TABLE `auth_key` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `hashed_password` MEDIUMTEXT CHARACTER SET utf8mb4,
  FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `auth_key_user_id_idx` ON `auth_key` (`user_id`);
