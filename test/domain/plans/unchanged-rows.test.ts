// A row that a command does not change stays the same object: that is how a store knows what it need not write.
import { expect, it } from "vitest";
import type { ChangePlan } from "../../../src/domain/plans/commands/plan-command.ts";
import { change, newPlan, payment, planAfter, updateCommand } from "./builders.ts";

const plan = planAfter(newPlan(), payment(25_000n));

it.each<[string, ChangePlan, readonly number[]]>([
  ["one more instalment", updateCommand(plan, { count: 13 }), [13]],
  ["one fewer", updateCommand(plan, { count: 11 }), []],
  ["another amount", updateCommand(plan, { amount: 9_999n }), [4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ["a payment", payment(6_000n), [3, 4]],
  ["an override", { kind: "set-instalment", instalment: 7, override: 1n, inBatch: false }, [7]],
  ["a payment taken back", { kind: "reverse-payment", payment: 1 }, [1, 2, 3]],
])("keeps all other rows through %s", (_, command, changed) => {
  const { after } = change(plan, command);
  const others = after.rows.filter((row, index) => row !== plan.rows[index]);
  expect(others.map(({ ordinal }) => ordinal)).toEqual(changed);
});
