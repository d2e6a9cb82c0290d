-- find_session
SELECT s.`id`, s.`user_id`, s.`active_expires`, s.`idle_expires`, s.`country`, u.`id`, u.`username`, u.`age` FROM `user_session` AS s LEFT JOIN `auth_user` AS u ON u.`id` = s.`user_id` WHERE s.`id` = ?;

-- find_sessions, of 3
SELECT s.`id`, s.`user_id`, s.`active_expires`, s.`idle_expires`, s.`country`, u.`id`, u.`username`, u.`age` FROM `user_session` AS s LEFT JOIN `auth_user` AS u ON u.`id` = s.`user_id` WHERE s.`id` IN (?, ?, ?, ?);

-- list_sessions
SELECT `user_session`.`id`, `user_session`.`user_id`, `user_session`.`active_expires`, `user_session`.`idle_expires`, `user_session`.`country` FROM `user_session` WHERE `user_session`.`user_id` = ? AND CAST(CONVERT(`user_session`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `user_session`.`id`;

-- insert_session
INSERT INTO `user_session` (`id`, `user_id`, `active_expires`, `idle_expires`, `country`) SELECT ?, ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- insert_successor
INSERT INTO `user_session` (`id`, `user_id`, `active_expires`, `idle_expires`, `country`) SELECT ?, ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `user_session` WHERE `user_session`.`id` = ? AND CAST(CONVERT(`user_session`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- session_exists
SELECT 1 FROM `user_session` WHERE `user_session`.`id` = ?;

-- set_session_times
UPDATE `user_session` SET `active_expires` = ?, `idle_expires` = ? WHERE `user_session`.`id` = ? AND CAST(CONVERT(`user_session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_session
DELETE FROM `user_session` WHERE `user_session`.`id` = ? AND CAST(CONVERT(`user_session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_sessions
DELETE FROM `user_session` WHERE `user_session`.`user_id` = ? AND CAST(CONVERT(`user_session`.`user_id` USING utf8mb4) AS BINARY) = ?;

-- erase_expired
DELETE FROM `user_session` WHERE `user_session`.`idle_expires` <= ? LIMIT ?;

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
INSERT INTO `user_key` (`id`, `user_id`, `hashed_password`) SELECT ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `auth_user` WHERE `auth_user`.`id` = ? AND CAST(CONVERT(`auth_user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- find_key
SELECT `user_key`.`id`, `user_key`.`user_id`, `user_key`.`hashed_password` FROM `user_key` WHERE `user_key`.`id` = ? AND CAST(CONVERT(`user_key`.`id` USING utf8mb4) AS BINARY) = ?;

-- list_keys
SELECT `user_key`.`id`, `user_key`.`user_id`, `user_key`.`hashed_password` FROM `user_key` WHERE `user_key`.`user_id` = ? AND CAST(CONVERT(`user_key`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `user_key`.`id`;

-- key_exists
SELECT 1 FROM `user_key` WHERE `user_key`.`id` = ?;

-- set_key_password
UPDATE `user_key` SET `hashed_password` = ? WHERE `user_key`.`id` = ? AND CAST(CONVERT(`user_key`.`id` USING utf8mb4) AS BINARY) = ?;

-- replace_key_password
UPDATE `user_key` SET `hashed_password` = ? WHERE `user_key`.`id` = ? AND CAST(CONVERT(`user_key`.`id` USING utf8mb4) AS BINARY) = ? AND `user_key`.`hashed_password` = ? AND CAST(CONVERT(`user_key`.`hashed_password` USING utf8mb4) AS BINARY) = ?;

-- erase_key
DELETE FROM `user_key` WHERE `user_key`.`id` = ? AND CAST(CONVERT(`user_key`.`id` USING utf8mb4) AS BINARY) = ?;

-- the keys of a user
DELETE FROM `user_key` WHERE `user_key`.`user_id` = ? AND CAST(CONVERT(`user_key`.`user_id` USING utf8mb4) AS BINARY) = ?;

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
CREATE TABLE `user_session` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `active_expires` BIGINT NOT NULL,
  `idle_expires` BIGINT NOT NULL,
  `country` MEDIUMTEXT CHARACTER SET utf8mb4,
  FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `user_session_user_id_idx` ON `user_session` (`user_id`);
CREATE INDEX `user_session_idle_expires_idx` ON `user_session` (`idle_expires`);
CREATE TABLE `user_key` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `hashed_password` MEDIUMTEXT CHARACTER SET utf8mb4,
  FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `user_key_user_id_idx` ON `user_key` (`user_id`);
