// The three calls as many would write them: Express, Knex over better-sqlite3, a line of log a request.
import express from "express";
import knex from "knex";
import { extraAnswer, extraChange, isKnown, normalise } from "./rules.js";
import { fill, PRAGMAS, TABLES, weekly } from "./tables.js";

const [file, port, size] = process.argv.slice(2);
const database = knex({
  client: "better-sqlite3",
  connection: { filename: file },
  useNullAsDefault: true,
  pool: {
    min: 1,
    max: 1,
    afterCreate: (connection, done) => {
      for (const pragma of PRAGMAS) connection.pragma(pragma);
      done(null, connection);
    },
  },
});
for (const statement of TABLES.split(";").filter((text) => text.trim() !== "")) await database.raw(statement);
const seeds = { contacts: [], plans: [], instalments: [] };
fill((table, row) => seeds[table].push(row), Number(size));
for (const [table, rows] of Object.entries(seeds)) await database.batchInsert(table, rows, 50);

const now = () => new Date().toISOString();
const note = (trx, subject, id, before, after) =>
  trx("history").insert({
    subject,
    subject_id: id,
    at: now(),
    actor: "development",
    before: JSON.stringify(before),
    after: JSON.stringify(after),
  });

const app = express();
app.use((request, response, next) => {
  const startedAt = Date.now();
  response.on("finish", () => {
    const { method, path } = request;
    console.log(JSON.stringify({ method, path, status: response.statusCode, ms: Date.now() - startedAt }));
  });
  next();
});
app.get("/health", (_request, response) => response.json({ status: "ok" }));
app.use((request, response, next) =>
  isKnown(request.headers.key) ? next() : response.status(401).json({ Message: "No key." }),
);
app.use(express.json());

app.post(
  "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
  async (request, response) => {
    const { body } = request;
    if (!Number.isInteger(body.AccountID) || !Number.isInteger(body.ContactID) || !body.CRNNumber) {
      return response.status(400).json({ Message: "The request is invalid." });
    }
    const key = {
      account_id: body.AccountID,
      contact_id: body.ContactID,
      crn_normalised: normalise(body.CRNNumber),
    };
    await database.transaction(async (trx) => {
      if ((await trx("payment_references").where(key).first()) !== undefined) return;
      const row = {
        ...key,
        crn: body.CRNNumber,
        benefit_group_id: body.BenefitGroupID ?? null,
        status_id: body.StatusID ?? 1,
        created_at: now(),
        created_by: "development",
      };
      const [id] = await trx("payment_references").insert(row);
      await note(trx, "reference", id, null, row);
    });
    return response.json({ Response: null });
  },
);

app.post("/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate", async (request, response) => {
  const { body } = request;
  if (
    !(body.paymentAmount > 0) ||
    !Number.isInteger(body.installments) ||
    typeof body.startDate !== "string"
  ) {
    return response.status(400).json({ message: "The request is invalid." });
  }
  const id = body.paymentPlanID;
  const amount = body.paymentAmount.toFixed(2);
  const answer = await database.transaction(async (trx) => {
    const plan = await trx("plans").where({ id }).first();
    if (plan === undefined) return null;
    const rows = await trx("instalments").where({ plan_id: id }).orderBy("ordinal");
    const paid = rows.filter((row) => Number(row.received) > 0).length;
    const after = weekly(id, body.startDate, body.installments, amount).slice(paid);
    await trx("instalments").where({ plan_id: id }).andWhere("ordinal", ">", paid).delete();
    await trx("instalments").insert(after);
    await trx("plans")
      .where({ id })
      .update({
        version: plan.version + 1,
        start: body.startDate,
        amount,
        count: body.installments,
        updated_at: now(),
      });
    await note(trx, "plan", id, { plan, rows }, { plan: body, rows: after });
    return { ...body, clientID: plan.client_id, buid: plan.business_unit_id };
  });
  return answer === null ? response.status(404).json({ message: "Not found." }) : response.json(answer);
});

app.get("/v01/services.ashx", async (request, response) => {
  const change = extraChange(request.query);
  if (change === null) return response.json({ Code: 2, Result: "Unknown action." });
  const saved = await database.transaction(async (trx) => {
    const contact = await trx("contacts").where({ id: change.id }).first();
    if (contact === undefined) return undefined;
    await trx("contacts")
      .where({ id: change.id })
      .update({ ...change.set, updated_at: now() });
    await note(trx, "contact", change.id, contact, change.set);
    return contact;
  });
  return response.json(extraAnswer(saved));
});
app.listen(Number(port), "127.0.0.1");
