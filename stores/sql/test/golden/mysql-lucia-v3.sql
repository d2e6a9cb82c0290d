-- find_session
SELECT s.`id`, s.`user_id`, s.`expires_at`, s.`country`, u.`id`, u.`username`, u.`age` FROM `user_session` AS s LEFT JOIN `user` AS u ON u.`id` = s.`user_id` WHERE s.`id` = ?;

-- find_sessions, of 3
SELECT s.`id`, s.`user_id`, s.`expires_at`, s.`country`, u.`id`, u.`username`, u.`age` FROM `user_session` AS s LEFT JOIN `user` AS u ON u.`id` = s.`user_id` WHERE s.`id` IN (?, ?, ?, ?);

-- list_sessions
SELECT `user_session`.`id`, `user_session`.`user_id`, `user_session`.`expires_at`, `user_session`.`country` FROM `user_session` WHERE `user_session`.`user_id` = ? AND CAST(CONVERT(`user_session`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `user_session`.`id`;

-- insert_session
INSERT INTO `user_session` (`id`, `user_id`, `expires_at`, `country`) SELECT ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `user` WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- insert_successor
INSERT INTO `user_session` (`id`, `user_id`, `expires_at`, `country`) SELECT ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `user_session` WHERE `user_session`.`id` = ? AND CAST(CONVERT(`user_session`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- session_exists
SELECT 1 FROM `user_session` WHERE `user_session`.`id` = ?;

-- set_session_times
UPDATE `user_session` SET `expires_at` = ? WHERE `user_session`.`id` = ? AND CAST(CONVERT(`user_session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_session
DELETE FROM `user_session` WHERE `user_session`.`id` = ? AND CAST(CONVERT(`user_session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_sessions
DELETE FROM `user_session` WHERE `user_session`.`user_id` = ? AND CAST(CONVERT(`user_session`.`user_id` USING utf8mb4) AS BINARY) = ?;

-- erase_expired
DELETE FROM `user_session` WHERE `user_session`.`expires_at` <= ? LIMIT ?;

-- find_user
SELECT `user`.`id`, `user`.`username`, `user`.`age` FROM `user` WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ?;

-- list_users
SELECT `user`.`id`, `user`.`username`, `user`.`age` FROM `user` WHERE `user`.`id` > ? ORDER BY `user`.`id` LIMIT ?;

-- user_exists
SELECT 1 FROM `user` WHERE `user`.`id` = ?;

-- lock_user
SELECT 1 FROM `user` WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ? FOR UPDATE;

-- erase_user
DELETE FROM `user` WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ?;

-- insert_user
INSERT INTO `user` (`id`, `username`, `age`) VALUES (?, ?, ?);

-- insert_user, one attribute not said
INSERT INTO `user` (`id`, `age`) VALUES (?, ?);

-- update_user
UPDATE `user` SET `age` = ?, `username` = ? WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ?;

-- migrate
CREATE TABLE `user` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `username` MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
  `age` INT
) ENGINE = InnoDB;
CREATE TABLE `user_session` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `expires_at` DATETIME(3) NOT NULL,
  `country` MEDIUMTEXT CHARACTER SET utf8mb4,
  FOREIGN KEY (`user_id`) REFERENCES `user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `user_session_user_id_idx` ON `user_session` (`user_id`);
CREATE INDEX `user_session_expires_at_idx` ON `user_session` (`expires_at`);
