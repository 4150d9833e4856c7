CREATE TABLE `contact_words` (
	`word` text NOT NULL,
	`contact_id` integer NOT NULL,
	PRIMARY KEY(`word`, `contact_id`)
);
