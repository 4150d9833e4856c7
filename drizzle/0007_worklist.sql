ALTER TABLE `plans` ADD `oldest_unpaid` text;--> statement-breakpoint
CREATE INDEX `plans_by_oldest_unpaid` ON `plans` (`oldest_unpaid`) WHERE oldest_unpaid is not null;--> statement-breakpoint
CREATE INDEX `plans_by_unit_unpaid` ON `plans` (`business_unit_id`,`oldest_unpaid`) WHERE oldest_unpaid is not null;--> statement-breakpoint
CREATE INDEX `plans_by_client_unpaid` ON `plans` (`client_id`,`oldest_unpaid`) WHERE oldest_unpaid is not null;--> statement-breakpoint
CREATE INDEX `contacts_on_stop` ON `contacts` (case when on_stop_date is null then '' else on_stop_date end) WHERE on_stop_date is not null or on_stop_reason is not null;--> statement-breakpoint
CREATE INDEX `instalments_unpaid` ON `instalments` (`plan_id`,`due`,`amount_minor`,`override_minor`,`received_minor`) WHERE received_minor < case when override_minor is null then amount_minor else override_minor end;