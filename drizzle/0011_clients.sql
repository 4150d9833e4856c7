CREATE TABLE `clients` (
	`client_id` integer PRIMARY KEY NOT NULL,
	`contact_id` integer,
	`version` integer NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `clients_by_contact` ON `clients` (`contact_id`);