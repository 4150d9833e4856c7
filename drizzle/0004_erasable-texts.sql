CREATE TABLE `payment_imports` (
	`key` text PRIMARY KEY NOT NULL,
	`plan_id` integer NOT NULL,
	`number` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plan_texts` (
	`plan_id` integer NOT NULL,
	`version` integer NOT NULL,
	`member` text NOT NULL,
	`salt` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`plan_id`, `version`, `member`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
