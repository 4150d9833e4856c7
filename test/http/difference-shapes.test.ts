// What is said of any change of any history fits the schema that the document shows, to the last member.
import { test } from "@fast-check/vitest";
import { expect } from "vitest";
import { differenceJson, warningJson } from "../../src/http/v1/plans/difference-json.ts";
import { differenceShapes } from "../../src/http/v1/plans/difference-shapes.ts";
import { walk } from "../domain/plans/histories.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";

test.prop([anyHistory], { numRuns: 300 })(
  "a difference and its warnings are what the document says",
  (history) => {
    const { difference: shape, warning: warningShape } = differenceShapes();
    for (const { before, result } of walk(history).steps) {
      if (!result.ok || before.rows.length > 60) continue;
      const { difference, warnings } = result.value;
      const shown = differenceJson(difference, before.currency);
      // A member that the schema does not know would be left out of what it reads.
      expect(shape.parse(shown)).toEqual(shown);
      for (const warning of warnings) {
        const said = warningJson(warning, before.currency);
        expect(warningShape.parse(said)).toEqual(said);
      }
    }
  },
);
