ALTER TABLE `idempotency_keys` ADD `today` text;--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `subject_id` integer;--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `version` integer;--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `dto` text;