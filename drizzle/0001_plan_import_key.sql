ALTER TABLE `plans` ADD `import_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `plans_by_import_key` ON `plans` (`import_key`);