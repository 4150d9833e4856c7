-- Plans that are there already get theirs as every write of a plan sets it from now on.
UPDATE `plans` SET `oldest_unpaid` = (
  SELECT min(`due`) FROM `instalments`
  WHERE `plan_id` = `plans`.`id` AND `received_minor` < coalesce(`override_minor`, `amount_minor`)
) WHERE `record_state` = 'Active';
