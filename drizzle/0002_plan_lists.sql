CREATE INDEX `plans_by_state` ON `plans` (`record_state`,`id`);--> statement-breakpoint
CREATE INDEX `plans_closed` ON `plans` (`id`) WHERE record_state <> 'Active';