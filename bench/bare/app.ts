// What the contract calls are measured against: bare Hono routes that run the same SQL with the same client.
// No key, no checks, one media type, no log; the plan's rows are read and written, but nothing is decided.
import { Hono } from "hono";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import {
  insertExtraEvent,
  updateExtra,
} from "../../src/adapters/libsql/contacts/contact-extra-statements.ts";
import { ofKnownPlan, updatePlan } from "../../src/adapters/libsql/plans/plan-statements.ts";
import { selectWholePlan } from "../../src/adapters/libsql/plans/whole-plan-statements.ts";
import {
  insertCreatedEvent,
  insertIfAbsent,
  selectInUse,
  selectOthers,
} from "../../src/adapters/libsql/references/reference-statements.ts";

/** As long as the event of a change of 52 rows is. */
const EVENT_BODY = JSON.stringify({ text: "x".repeat(3_900) });
const HASH = "0".repeat(64);

export function bareApp(open: () => Database): Hono {
  const app = new Hono();
  app.get("/health", (context) => context.json({ status: "ok" }));

  app.post("/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists", async (context) => {
    const body = await context.req.json();
    const key = `a${body.AccountID}:c${body.ContactID}:s1:${body.CRNNumber}`;
    const keys = { firstKey: key, secondKey: key };
    await open().write([
      insertIfAbsent({
        ...keys,
        key,
        accountId: body.AccountID,
        contactId: body.ContactID,
        crn: body.CRNNumber,
        normalised: body.CRNNumber,
        benefitGroupId: body.BenefitGroupID,
        statusId: body.StatusID,
        createId: body.CreateID,
        createSessionId: body.CreateSessionID,
        at: new Date().toISOString(),
        by: "bare",
      }),
      insertCreatedEvent(),
      selectInUse(keys),
      selectOthers({ contactId: body.ContactID }),
    ]);
    return context.json({ Response: null });
  });

  app.post("/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate", async (context) => {
    const body = await context.req.json();
    const id = body.paymentPlanID;
    const at = new Date().toISOString();
    const database = open();
    const [[plan] = []] = await database.read([selectWholePlan({ id })]);
    const version = Number(plan?.version);
    const amountMinor = Math.round(body.paymentAmount * 100);
    const event = { version: version + 1, kind: "update", at, actor: "bare", previousHash: HASH, hash: HASH };
    const rows: unknown[][] = JSON.parse(String(plan?.rows_text));
    const written = rows.map(([ordinal, due, , , received]) => [
      ordinal,
      due,
      amountMinor,
      null,
      received,
      0,
    ]);
    await database.write([
      ofKnownPlan.insertEvent({ ...event, id, body: EVENT_BODY }),
      updatePlan({
        ...{ id, version, next: version + 1, at, by: "bare", eventHash: HASH, amountMinor },
        ...{ start: "2025-01-06", startWritten: body.startDate, amountWritten: String(body.paymentAmount) },
        ...{ count: body.installments, recurrence: "Weekly", recordState: "Active", paymentMethod: "Cash" },
        anchors: plan?.anchors,
        oldestUnpaid: "2025-01-06",
      }),
      ofKnownPlan.upsertInstalments({ id, at, by: "bare", rows: JSON.stringify(written) }),
    ]);
    return context.json(body);
  });

  app.get("/v01/services.ashx", async (context) => {
    const query = context.req.query();
    const values = { id: Number(query.ContactId), reference: null, least: 0, versions: null };
    const delay2Pay = Number(query.ContactExtraDelay2Pay);
    const patch = JSON.stringify({ delay2Pay, flaggedReason: query.ContactExtraFlaggedReason });
    const all = { ...values, patch, at: new Date().toISOString(), by: "bare" };
    const [, updated = []] = await open().write([insertExtraEvent(all), updateExtra(all)]);
    const [row] = updated;
    return context.json({ Code: 0, Result: `Contact ${row?.id} ${row?.name} has updated successfully` });
  });
  return app;
}
