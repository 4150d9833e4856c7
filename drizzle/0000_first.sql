CREATE TABLE `contacts` (
	`id` integer PRIMARY KEY NOT NULL,
	`reference` text,
	`name` text NOT NULL,
	`parent_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`credit_limit_minor` integer,
	`credit_limit_currency` text,
	`delay2pay` integer,
	`direct_debit` integer,
	`account_reference` text,
	`account_type` integer,
	`last_updated` text,
	`flagged_reason` text,
	`financial_sync_exclude` integer,
	`use_parent_ref` integer,
	`account_balance` text,
	`account_balance_currency` text,
	`account_balance_at` text,
	`account_status` integer,
	`on_stop_reason` text,
	`on_stop_date` text,
	`credit_limit_on_stop` integer,
	`on_stop_descendant` integer,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	CONSTRAINT "contacts_limit_has_currency" CHECK(("contacts"."credit_limit_minor" is null) = ("contacts"."credit_limit_currency" is null))
);
--> statement-breakpoint
CREATE INDEX `contacts_by_reference` ON `contacts` (`reference`);--> statement-breakpoint
CREATE INDEX `contacts_by_parent` ON `contacts` (`parent_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`body` text NOT NULL,
	`previous_hash` text,
	`hash` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_by_subject` ON `events` (`subject`,`subject_id`,`version`);--> statement-breakpoint
CREATE TABLE `instalments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`due` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`override_minor` integer,
	`received_minor` integer NOT NULL,
	`in_batch` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "instalments_received_in_range" CHECK("instalments"."received_minor" between 0 and coalesce("instalments"."override_minor", "instalments"."amount_minor"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `instalments_by_plan` ON `instalments` (`plan_id`,`ordinal`);--> statement-breakpoint
CREATE TABLE `payment_references` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`contact_id` integer NOT NULL,
	`crn` text NOT NULL,
	`crn_normalised` text NOT NULL,
	`identity_key` text NOT NULL,
	`benefit_group_id` integer,
	`status_id` integer NOT NULL,
	`create_id` integer,
	`create_session_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`inactivated_at` text,
	`inactivated_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_references_identity` ON `payment_references` (`identity_key`) WHERE inactivated_at is null;--> statement-breakpoint
CREATE INDEX `payment_references_by_contact` ON `payment_references` (`contact_id`,`id`);--> statement-breakpoint
CREATE TABLE `payments` (
	`plan_id` integer NOT NULL,
	`number` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	`received_on` text NOT NULL,
	`note` text NOT NULL,
	`instalment` integer,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`reversed_at` text,
	`reversed_by` text,
	PRIMARY KEY(`plan_id`, `number`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plans` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer NOT NULL,
	`client_id` integer NOT NULL,
	`business_unit_id` integer NOT NULL,
	`currency` text NOT NULL,
	`start` text NOT NULL,
	`start_written` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`amount_written` text NOT NULL,
	`count` integer NOT NULL,
	`recurrence` text NOT NULL,
	`record_state` text NOT NULL,
	`payment_method` text NOT NULL,
	`anchors` text NOT NULL,
	`event_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	CONSTRAINT "plans_count_in_range" CHECK("plans"."count" between 1 and 600),
	CONSTRAINT "plans_amount_positive" CHECK("plans"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE INDEX `plans_by_client` ON `plans` (`client_id`,`id`);--> statement-breakpoint
CREATE INDEX `plans_by_business_unit` ON `plans` (`business_unit_id`,`id`);