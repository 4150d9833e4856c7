// Which versions a caller is ready to change; 0 is the version of a contact that is not there.
import { expect, it } from "vitest";
import { isExpected } from "../../../src/domain/contacts/contacts-port.ts";

it.each([
  [0, "any", true],
  [3, "any", true],
  [0, "present", false],
  [1, "present", true],
  [3, "present", true],
  [0, [0], true],
  [1, [0], false],
  [2, [1, 2], true],
  [3, [1, 2], false],
  [1, [], false],
] as const)("version %d, expected %j: %s", (version, expected, holds) => {
  expect(isExpected(version, expected)).toBe(holds);
});
