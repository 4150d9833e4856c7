ALTER TABLE `instalments` ADD `amount_since` integer;--> statement-breakpoint
ALTER TABLE `instalments` ADD `freed_in` integer;--> statement-breakpoint
ALTER TABLE `payments` ADD `reversed_reason` text;--> statement-breakpoint
ALTER TABLE `payments` ADD `reversed_on` text;