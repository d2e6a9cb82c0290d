-- find_session
SELECT s.`id`, s.`who?`, s.`active_expires`, s.`idle_expires`, s.`country`, u.`id`, u.`username`, u.`age` FROM `shop`.`visits` AS s LEFT JOIN `shop`.`people` AS u ON u.`id` = s.`who?` WHERE s.`id` = $1;

-- find_sessions, of 3
SELECT s.`id`, s.`who?`, s.`active_expires`, s.`idle_expires`, s.`country`, u.`id`, u.`username`, u.`age` FROM `shop`.`visits` AS s LEFT JOIN `shop`.`people` AS u ON u.`id` = s.`who?` WHERE s.`id` IN ($1, $2, $3, $4);

-- list_sessions
SELECT `shop`.`visits`.`id`, `shop`.`visits`.`who?`, `shop`.`visits`.`active_expires`, `shop`.`visits`.`idle_expires`, `shop`.`visits`.`country` FROM `shop`.`visits` WHERE `shop`.`visits`.`who?` = $1 ORDER BY `shop`.`visits`.`id`;

-- insert_session
INSERT INTO `shop`.`visits` (`id`, `who?`, `active_expires`, `idle_expires`, `country`) SELECT $1, $2, $3, $4, $5 FROM dual WHERE EXISTS (SELECT 1 FROM `shop`.`people` WHERE `shop`.`people`.`id` = $6);

-- insert_successor
INSERT INTO `shop`.`visits` (`id`, `who?`, `active_expires`, `idle_expires`, `country`) SELECT $1, $2, $3, $4, $5 FROM dual WHERE EXISTS (SELECT 1 FROM `shop`.`visits` WHERE `shop`.`visits`.`id` = $6);

-- session_exists
SELECT 1 FROM `shop`.`visits` WHERE `shop`.`visits`.`id` = $1;

-- set_session_times
UPDATE `shop`.`visits` SET `active_expires` = $1, `idle_expires` = $2 WHERE `shop`.`visits`.`id` = $3;

-- erase_session
DELETE FROM `shop`.`visits` WHERE `shop`.`visits`.`id` = $1;

-- erase_sessions
DELETE FROM `shop`.`visits` WHERE `shop`.`visits`.`who?` = $1;

-- erase_expired
DELETE FROM `shop`.`visits` WHERE `shop`.`visits`.`id` IN (SELECT `shop`.`visits`.`id` FROM `shop`.`visits` WHERE `shop`.`visits`.`idle_expires` <= $1 LIMIT $2);

-- find_user
SELECT `shop`.`people`.`id`, `shop`.`people`.`username`, `shop`.`people`.`age` FROM `shop`.`people` WHERE `shop`.`people`.`id` = $1;

-- list_users
SELECT `shop`.`people`.`id`, `shop`.`people`.`username`, `shop`.`people`.`age` FROM `shop`.`people` WHERE `shop`.`people`.`id` > $1 ORDER BY `shop`.`people`.`id` LIMIT $2;

-- user_exists
SELECT 1 FROM `shop`.`people` WHERE `shop`.`people`.`id` = $1;

-- lock_user
SELECT 1 FROM `shop`.`people` WHERE `shop`.`people`.`id` = $1;

-- erase_user
DELETE FROM `shop`.`people` WHERE `shop`.`people`.`id` = $1;

-- insert_key
INSERT INTO `shop`.`doors` (`id`, `user_id`, `hashed_password`) SELECT $1, $2, $3 FROM dual WHERE EXISTS (SELECT 1 FROM `shop`.`people` WHERE `shop`.`people`.`id` = $4);

-- find_key
SELECT `shop`.`doors`.`id`, `shop`.`doors`.`user_id`, `shop`.`doors`.`hashed_password` FROM `shop`.`doors` WHERE `shop`.`doors`.`id` = $1;

-- list_keys
SELECT `shop`.`doors`.`id`, `shop`.`doors`.`user_id`, `shop`.`doors`.`hashed_password` FROM `shop`.`doors` WHERE `shop`.`doors`.`user_id` = $1 ORDER BY `shop`.`doors`.`id`;

-- key_exists
SELECT 1 FROM `shop`.`doors` WHERE `shop`.`doors`.`id` = $1;

-- set_key_password
UPDATE `shop`.`doors` SET `hashed_password` = $1 WHERE `shop`.`doors`.`id` = $2;

-- replace_key_password
UPDATE `shop`.`doors` SET `hashed_password` = $1 WHERE `shop`.`doors`.`id` = $2 AND `shop`.`doors`.`hashed_password` = $3;

-- erase_key
DELETE FROM `shop`.`doors` WHERE `shop`.`doors`.`id` = $1;

-- the keys of a user
DELETE FROM `shop`.`doors` WHERE `shop`.`doors`.`user_id` = $1;

-- insert_user
INSERT INTO `shop`.`people` (`id`, `username`, `age`) VALUES ($1, $2, $3);

-- insert_user, one attribute not said
INSERT INTO `shop`.`people` (`id`, `age`) VALUES ($1, $2);

-- update_user
UPDATE `shop`.`people` SET `age` = $1, `username` = $2 WHERE `shop`.`people`.`id` = $3;

-- migrate
CREATE TABLE `shop`.`people` (
  `id` varchar(255) NOT NULL PRIMARY KEY,
  `username` longtext NOT NULL,
  `age` bigint
);
CREATE TABLE `shop`.`visits` (
  `id` varchar(255) NOT NULL PRIMARY KEY,
  `who?` varchar(255) NOT NULL,
  `active_expires` bigint NOT NULL,
  `idle_expires` bigint NOT NULL,
  `country` longtext,
  FOREIGN KEY (`who?`) REFERENCES `shop`.`people` (`id`) ON DELETE CASCADE
);
CREATE INDEX `visits_who?_idx` ON `shop`.`visits` (`who?`);
CREATE INDEX `visits_idle_expires_idx` ON `shop`.`visits` (`idle_expires`);
CREATE TABLE `shop`.`doors` (
  `id` varchar(255) NOT NULL PRIMARY KEY,
  `user_id` varchar(255) NOT NULL,
  `hashed_password` longtext,
  FOREIGN KEY (`user_id`) REFERENCES `shop`.`people` (`id`) ON DELETE CASCADE
);
CREATE INDEX `doors_user_id_idx` ON `shop`.`doors` (`user_id`);
