// The one place that knows both a plan of the core and its rows in three tables.
import type {
  Anchor,
  AnchorCause,
  Instalment,
  Payment,
  Plan,
  PlanState,
} from "../../../domain/plans/plan.ts";
import type { Recurrence } from "../../../domain/plans/terms/recurrence.ts";
import { oldestUnpaidOf } from "../../../domain/plans/totals.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Row } from "../connection/database.ts";
import type { PlanModel } from "../schema/models.ts";
import { rowReader } from "../schema/table.ts";
import { plans } from "../schema/tables.ts";
import { LEDGER_PARTS } from "./ledger-parts.ts";
import { paymentsFromText, toPayment } from "./payment-rows.ts";

const readPlan = rowReader<PlanModel>(plans);

/** The last two are left out where the cause is not known, as it was kept before there were causes. */
type AnchorJson = [
  ordinal: number,
  date: LocalDate,
  wantedDay: number,
  recurrence: Recurrence,
  cause?: AnchorCause["kind"],
  version?: number,
];

function anchorsToText(anchors: readonly Anchor[]): string {
  const lines = anchors.map(({ ordinal, date, wantedDay, recurrence, cause }): AnchorJson => {
    const counted = [ordinal, date, wantedDay, recurrence] as const;
    return cause === null ? [...counted] : [...counted, cause.kind, cause.version];
  });
  return JSON.stringify(lines);
}

function anchorsFromText(text: string): readonly Anchor[] {
  const lines = JSON.parse(text) as AnchorJson[];
  return lines.map(([ordinal, date, wantedDay, recurrence, kind, version]) => {
    const cause = kind === undefined || version === undefined ? null : { kind, version };
    return { ordinal, date, wantedDay, recurrence, cause };
  });
}

/** The columns of a plan that a command can change, as the statements' values. */
export function planColumns(state: PlanState): Record<string, unknown> {
  return {
    start: state.terms.start,
    startWritten: state.asWritten.start,
    amountMinor: state.terms.amount,
    amountWritten: state.asWritten.amount,
    count: state.terms.count,
    recurrence: state.terms.recurrence,
    recordState: state.terms.state,
    paymentMethod: state.method,
    anchors: anchorsToText(state.anchors),
    oldestUnpaid: oldestUnpaidOf(state),
  };
}

/** Rows as one JSON text for `json_each`: minor units fit a JSON number exactly (`MAX_MINOR`). */
export function instalmentsToText(rows: readonly Instalment[]): string {
  return JSON.stringify(rows.map(instalmentLine));
}

type InstalmentLine = [
  ordinal: number,
  due: LocalDate,
  amount: number,
  override: number | null,
  received: number,
  inBatch: number,
  amountSince: number | null,
  freedIn: number | null,
];

export function instalmentLine(row: Instalment): InstalmentLine {
  const override = row.override === null ? null : Number(row.override);
  const money = [Number(row.amount), override, Number(row.received)] as const;
  return [row.ordinal, row.due, ...money, row.inBatch ? 1 : 0, row.amountSince, row.freedIn];
}

function instalmentsFromText(text: string): readonly Instalment[] {
  const lines = JSON.parse(text) as InstalmentLine[];
  return lines.map(([ordinal, due, amount, override, received, inBatch, amountSince, freedIn]) => ({
    ordinal,
    due,
    amount: BigInt(amount),
    override: override === null ? null : BigInt(override),
    received: BigInt(received),
    inBatch: inBatch === 1,
    amountSince,
    freedIn,
  }));
}

/** A plan from its own row and the rows of its two other tables. */
export function toPlan(row: Row, instalmentRows: readonly Row[], paymentRows: readonly Row[]): Plan {
  return planOf(row, instalmentRows.map(toInstalment), paymentRows.map(toPayment));
}

/** A plan from one row that carries the other two tables' rows as the texts above, `rows_text` and the ledger's parts. */
export function toWholePlan(row: Row): Plan {
  const ledger = LEDGER_PARTS.flatMap(({ name }) => paymentsFromText(String(row[name])));
  return planOf(row, instalmentsFromText(String(row.rows_text)), ledger);
}

function planOf(row: Row, rows: readonly Instalment[], ledger: readonly Payment[]): Plan {
  const model = readPlan(row);
  const { anchors, startWritten, amountWritten, eventHash } = model;
  return {
    ...planHead(model),
    anchors: anchorsFromText(anchors),
    rows,
    payments: ledger,
    asWritten: { start: startWritten, amount: amountWritten },
    eventHash,
  };
}

/** What a plan is apart from its rows, its ledger and what only the next change needs. */
type PlanHead = Omit<Plan, "anchors" | "rows" | "payments" | "asWritten" | "eventHash">;

export const toPlanHead = (row: Row): PlanHead => planHead(readPlan(row));

function planHead(model: PlanModel): PlanHead {
  return {
    id: model.id,
    version: model.version,
    clientId: model.clientId,
    businessUnitId: model.businessUnitId,
    currency: model.currency as Currency,
    terms: {
      start: model.start,
      amount: model.amountMinor,
      count: model.count,
      recurrence: model.recurrence as Recurrence,
      state: model.recordState,
    },
    method: model.paymentMethod,
    created: { at: model.createdAt, by: model.createdBy },
    lastUpdated: { at: model.updatedAt, by: model.updatedBy },
  };
}

/** Up to 600 of these a plan, so read by hand and not by column. */
export function toInstalment(row: Row): Instalment {
  return {
    ordinal: Number(row.ordinal),
    due: row.due as LocalDate,
    amount: BigInt(row.amount_minor as number),
    override: row.override_minor === null ? null : BigInt(row.override_minor as number),
    received: BigInt(row.received_minor as number),
    inBatch: Number(row.in_batch) === 1,
    amountSince: row.amount_since === null ? null : Number(row.amount_since),
    freedIn: row.freed_in === null ? null : Number(row.freed_in),
  };
}
