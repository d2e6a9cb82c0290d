-- find_session
SELECT s.`id`, s.`user_id`, s.`active_expires`, s.`idle_expires`, u.`id`, u.`username`, u.`age` FROM `session` AS s LEFT JOIN `user` AS u ON u.`id` = s.`user_id` WHERE s.`id` = ?;

-- find_sessions, of 3
SELECT s.`id`, s.`user_id`, s.`active_expires`, s.`idle_expires`, u.`id`, u.`username`, u.`age` FROM `session` AS s LEFT JOIN `user` AS u ON u.`id` = s.`user_id` WHERE s.`id` IN (?, ?, ?, ?);

-- list_sessions
SELECT `session`.`id`, `session`.`user_id`, `session`.`active_expires`, `session`.`idle_expires` FROM `session` WHERE `session`.`user_id` = ? AND CAST(CONVERT(`session`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `session`.`id`;

-- insert_session
INSERT INTO `session` (`id`, `user_id`, `active_expires`, `idle_expires`) SELECT ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `user` WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- insert_successor
INSERT INTO `session` (`id`, `user_id`, `active_expires`, `idle_expires`) SELECT ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `session` WHERE `session`.`id` = ? AND CAST(CONVERT(`session`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- session_exists
SELECT 1 FROM `session` WHERE `session`.`id` = ?;

-- set_session_times
UPDATE `session` SET `active_expires` = ?, `idle_expires` = ? WHERE `session`.`id` = ? AND CAST(CONVERT(`session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_session
DELETE FROM `session` WHERE `session`.`id` = ? AND CAST(CONVERT(`session`.`id` USING utf8mb4) AS BINARY) = ?;

-- erase_sessions
DELETE FROM `session` WHERE `session`.`user_id` = ? AND CAST(CONVERT(`session`.`user_id` USING utf8mb4) AS BINARY) = ?;

-- erase_expired
DELETE FROM `session` WHERE `session`.`idle_expires` <= ? LIMIT ?;

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

-- insert_key
INSERT INTO `key` (`id`, `user_id`, `hashed_password`, `primary`) SELECT ?, ?, ?, ? FROM DUAL WHERE EXISTS (SELECT 1 FROM `user` WHERE `user`.`id` = ? AND CAST(CONVERT(`user`.`id` USING utf8mb4) AS BINARY) = ? LOCK IN SHARE MODE);

-- find_key
SELECT `key`.`id`, `key`.`user_id`, `key`.`hashed_password`, `key`.`primary` FROM `key` WHERE `key`.`id` = ? AND CAST(CONVERT(`key`.`id` USING utf8mb4) AS BINARY) = ?;

-- list_keys
SELECT `key`.`id`, `key`.`user_id`, `key`.`hashed_password`, `key`.`primary` FROM `key` WHERE `key`.`user_id` = ? AND CAST(CONVERT(`key`.`user_id` USING utf8mb4) AS BINARY) = ? ORDER BY `key`.`id`;

-- key_exists
SELECT 1 FROM `key` WHERE `key`.`id` = ?;

-- set_key_password
UPDATE `key` SET `hashed_password` = ? WHERE `key`.`id` = ? AND CAST(CONVERT(`key`.`id` USING utf8mb4) AS BINARY) = ?;

-- replace_key_password
UPDATE `key` SET `hashed_password` = ? WHERE `key`.`id` = ? AND CAST(CONVERT(`key`.`id` USING utf8mb4) AS BINARY) = ? AND `key`.`hashed_password` = ? AND CAST(CONVERT(`key`.`hashed_password` USING utf8mb4) AS BINARY) = ?;

-- erase_key
DELETE FROM `key` WHERE `key`.`id` = ? AND CAST(CONVERT(`key`.`id` USING utf8mb4) AS BINARY) = ?;

-- the keys of a user
DELETE FROM `key` WHERE `key`.`user_id` = ? AND CAST(CONVERT(`key`.`user_id` USING utf8mb4) AS BINARY) = ?;

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
CREATE TABLE `session` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `active_expires` BIGINT NOT NULL,
  `idle_expires` BIGINT NOT NULL,
  FOREIGN KEY (`user_id`) REFERENCES `user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `session_user_id_idx` ON `session` (`user_id`);
CREATE INDEX `session_idle_expires_idx` ON `session` (`idle_expires`);
CREATE TABLE `key` (
  `id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL PRIMARY KEY,
  `user_id` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */ NOT NULL,
  `hashed_password` MEDIUMTEXT CHARACTER SET utf8mb4,
  `primary` BOOLEAN NOT NULL,
  FOREIGN KEY (`user_id`) REFERENCES `user` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX `key_user_id_idx` ON `key` (`user_id`);
