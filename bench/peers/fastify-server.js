// The three calls as many would write them: Fastify, its schema validation and logger, better-sqlite3 with prepared SQL.
import Database from "better-sqlite3";
import fastify from "fastify";
import { extraAnswer, extraChange, isKnown, normalise, PLAN_SCHEMA, REFERENCE_SCHEMA } from "./rules.js";
import { fill, PRAGMAS, TABLES, weekly } from "./tables.js";

const [file, port, size] = process.argv.slice(2);
const database = new Database(file);
for (const pragma of PRAGMAS) database.pragma(pragma);
database.exec(TABLES);

const statements = new Map();
function sql(text) {
  if (!statements.has(text)) statements.set(text, database.prepare(text));
  return statements.get(text);
}
function insert(table, row) {
  const names = Object.keys(row);
  const values = names.map((name) => `@${name}`).join(", ");
  return sql(`insert into ${table} (${names.join(", ")}) values (${values})`).run(row);
}
database.transaction(() => fill(insert, Number(size)))();

const now = () => new Date().toISOString();
function note(subject, id, before, after) {
  const texts = { before: JSON.stringify(before), after: JSON.stringify(after) };
  insert("history", { subject, subject_id: id, at: now(), actor: "development", ...texts });
}

const saveReference = database.transaction((body) => {
  const key = [body.AccountID, body.ContactID, normalise(body.CRNNumber)];
  const found = sql(
    "select * from payment_references where account_id = ? and contact_id = ? and crn_normalised = ?",
  ).get(key);
  if (found !== undefined) return;
  const row = {
    account_id: body.AccountID,
    contact_id: body.ContactID,
    crn: body.CRNNumber,
    crn_normalised: key[2],
    benefit_group_id: body.BenefitGroupID ?? null,
    status_id: body.StatusID ?? 1,
    created_at: now(),
    created_by: "development",
  };
  note("reference", Number(insert("payment_references", row).lastInsertRowid), null, row);
});

const updatePlan = database.transaction((body) => {
  const id = body.paymentPlanID;
  const plan = sql("select * from plans where id = ?").get(id);
  if (plan === undefined) return null;
  const rows = sql("select * from instalments where plan_id = ? order by ordinal").all(id);
  const paid = rows.filter((row) => Number(row.received) > 0).length;
  const after = weekly(id, body.startDate, body.installments, body.paymentAmount.toFixed(2)).slice(paid);
  sql("delete from instalments where plan_id = ? and ordinal > ?").run(id, paid);
  for (const row of after) insert("instalments", row);
  sql(
    "update plans set version = version + 1, start = ?, amount = ?, count = ?, updated_at = ? where id = ?",
  ).run(body.startDate, body.paymentAmount.toFixed(2), body.installments, now(), id);
  note("plan", id, { plan, rows }, { plan: body, rows: after });
  return { ...body, clientID: plan.client_id, buid: plan.business_unit_id };
});

const saveExtra = database.transaction(({ id, set }) => {
  const contact = sql("select * from contacts where id = ?").get(id);
  if (contact === undefined) return undefined;
  const columns = Object.keys(set).map((name) => `${name} = @${name}`);
  sql(`update contacts set ${columns.join(", ")}, updated_at = @at where id = @id`).run({
    ...set,
    at: now(),
    id,
  });
  note("contact", id, contact, set);
  return contact;
});

const app = fastify({ logger: true });
app.addHook("onRequest", async (request, reply) => {
  if (request.url !== "/health" && !isKnown(request.headers.key))
    return reply.code(401).send({ Message: "No key." });
  return undefined;
});
app.get("/health", () => ({ status: "ok" }));
app.post(
  "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
  { schema: { body: REFERENCE_SCHEMA } },
  async (request) => {
    saveReference(request.body);
    return { Response: null };
  },
);
app.post(
  "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
  { schema: { body: PLAN_SCHEMA } },
  async (request, reply) => updatePlan(request.body) ?? reply.code(404).send({ message: "Not found." }),
);
app.get("/v01/services.ashx", async (request) => {
  const change = extraChange(request.query);
  return change === null ? { Code: 2, Result: "Unknown action." } : extraAnswer(saveExtra(change));
});
await app.listen({ host: "127.0.0.1", port: Number(port) });
