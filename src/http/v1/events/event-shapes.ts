// Recorded events as schemas; src/http/v1/events/event-json.ts makes them.
import * as z from "zod/mini";
import {
  CLIENT_EVENT_KINDS,
  CONTACT_EVENT_KINDS,
  REFERENCE_EVENT_KINDS,
} from "../../../domain/events/recorded-event.ts";
import { COMMAND_KINDS } from "../../../domain/plans/commands/command-kinds.ts";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes, pageOf } from "../call/common-shapes.ts";
import { contactShapes } from "../contacts/contact-shapes.ts";
import { planShapes } from "../plans/plan-shapes.ts";
import { referenceShapes } from "../references/reference-shapes.ts";

export const eventShapes = once(() => {
  const { id, instant, version } = commonShapes();
  const { contactFacts, extra } = contactShapes();
  const { referenceFacts } = referenceShapes();
  const { difference, warning } = planShapes();
  const head = {
    seq: z.int().check(z.minimum(1)).with(z.describe("Orders the events of everything.")),
    subjectId: id,
    version,
  };
  const who = { at: instant, actor: z.string().with(z.describe("The name of the key that called.")) };
  const changed = z.array(z.string()).with(z.describe("The members that are not the same before and after."));
  const erased = z
    .optional(named("ErasedTexts", z.object({ at: instant, by: z.string(), members: z.array(z.string()) })))
    .with(
      z.describe(
        "Of which members a text stood here and was erased, when and by whom; absent where none was.",
      ),
    );

  const contactEvent = named(
    "ContactEvent",
    z.object({
      ...head,
      subject: z.literal("contact"),
      kind: z.enum(CONTACT_EVENT_KINDS),
      ...who,
      before: z.nullable(z.union([contactFacts, extra])),
      after: z.union([contactFacts, extra]),
      changed,
      erased,
    }),
  );
  const referenceEvent = named(
    "ReferenceEvent",
    z.object({
      ...head,
      subject: z.literal("reference"),
      kind: z.enum(REFERENCE_EVENT_KINDS),
      ...who,
      before: z.nullable(referenceFacts),
      after: referenceFacts,
      changed,
      reason: z.optional(z.string()).with(z.describe("Of unmasked: why somebody saw the whole CRN.")),
      erased,
    }),
  );
  const clientFacts = named("ClientFacts", z.object({ contactId: z.nullable(id) }));
  const clientEvent = named(
    "ClientEvent",
    z.object({
      ...head,
      subject: z.literal("client"),
      kind: z.enum(CLIENT_EVENT_KINDS),
      ...who,
      before: z.nullable(clientFacts),
      after: clientFacts,
      changed,
    }),
  );
  const planEvent = named(
    "PlanEvent",
    z.object({
      ...head,
      subject: z.literal("plan"),
      kind: z.enum(COMMAND_KINDS),
      ...who,
      difference,
      warnings: z.array(warning),
      previousHash: z.string(),
      hash: z.string(),
    }),
  );
  const event = named(
    "Event",
    z.discriminatedUnion("subject", [contactEvent, referenceEvent, clientEvent, planEvent]),
  );
  return {
    contactEvents: named("ContactEvents", pageOf(contactEvent)),
    referenceEvents: named("ReferenceEvents", pageOf(referenceEvent)),
    feed: named(
      "EventFeed",
      z.object({
        items: z.array(event),
        next: z
          .int()
          .with(z.describe("Where to go on, always: a feed has no last page. Send it as `after`.")),
      }),
    ),
  };
});
