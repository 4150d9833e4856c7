// What the document says of /v1, alike for every deployment: made of the schemas that the routes read and answer with.
// The Worker has it as a static asset (scripts/build-assets.ts): it is as much code as a tenth of the service.
import { describeContacts } from "../v1/contacts/describe-contacts.ts";
import { describeEvents } from "../v1/events/describe-events.ts";
import { describePlans } from "../v1/plans/describe-plans.ts";
import { describeReferences } from "../v1/references/describe-references.ts";
import { describeRehearsals } from "../v1/rehearsals/describe-rehearsals.ts";
import { describeSchedules } from "../v1/schedules/describe-schedules.ts";
import { namedSchemas } from "./components.ts";
import type { V1Description } from "./description.ts";
import { failuresOf } from "./failure-responses.ts";
import type { Operation, Operations } from "./operation.ts";
import { v1Operation } from "./v1-paths.ts";

/** Every call of /v1, by method and path. */
const v1Operations = (): Readonly<Record<string, Operation>> =>
  ({
    ...describePlans(),
    ...describeRehearsals(),
    ...describeSchedules(),
    ...describeContacts(),
    ...describeReferences(),
    ...describeEvents(),
  }) satisfies Operations;

const pathOf = (call: string): string => call.slice(call.indexOf(" ") + 1);

export function describeV1(): V1Description {
  const calls = Object.entries(v1Operations());
  const operations = calls.map(([call, operation]) => [call, v1Operation(operation, pathOf(call))] as const);
  return {
    operations: Object.fromEntries(operations),
    schemas: namedSchemas(),
    failures: [...new Set(calls.flatMap(([call, operation]) => failuresOf(operation, pathOf(call))))],
  };
}
