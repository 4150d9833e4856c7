CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`at` text NOT NULL,
	`seq_before` integer NOT NULL,
	`seq` integer,
	`status` integer,
	`headers` text,
	`body` text
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_age` ON `idempotency_keys` (`at`);