// The rows of a plan's ledger, as they are read one by one and as one text.
import type { Payment, Reversal } from "../../../domain/plans/plan.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Row } from "../connection/database.ts";
import type { PaymentModel } from "../schema/models.ts";
import { rowReader } from "../schema/table.ts";
import { payments } from "../schema/tables.ts";

const readPayment = rowReader<PaymentModel>(payments);

type PaymentLine = [
  number: number,
  amount: number,
  receivedOn: LocalDate,
  note: string,
  instalment: number | null,
  recordedAt: string,
  recordedBy: string,
  reversedAt: string | null,
  reversedBy: string | null,
  reversedReason: string | null,
  reversedOn: LocalDate | null,
];

export function paymentsFromText(text: string): readonly Payment[] {
  const lines = JSON.parse(text) as PaymentLine[];
  return lines.map(([number, amount, receivedOn, note, instalment, at, by, ...reversal]) => ({
    number,
    amount: BigInt(amount),
    receivedOn,
    note,
    instalment,
    recorded: { at, by },
    reversed: reversalOf(...reversal),
  }));
}

export function paymentsToText(ledger: readonly Payment[]): string {
  return JSON.stringify(
    ledger.map(
      (payment): PaymentLine => [
        payment.number,
        Number(payment.amount),
        payment.receivedOn,
        payment.note,
        payment.instalment,
        payment.recorded.at,
        payment.recorded.by,
        payment.reversed?.at ?? null,
        payment.reversed?.by ?? null,
        payment.reversed?.reason ?? null,
        payment.reversed?.on ?? null,
      ],
    ),
  );
}

export function toPayment(row: Row): Payment {
  const model = readPayment(row);
  return {
    number: model.number,
    amount: model.amountMinor,
    receivedOn: model.receivedOn,
    note: model.note,
    instalment: model.instalment,
    recorded: { at: model.recordedAt, by: model.recordedBy },
    reversed: reversalOf(model.reversedAt, model.reversedBy, model.reversedReason, model.reversedOn),
  };
}

/** Part of a reversal is one: nothing wrote it so, and a check of the history must see it. */
function reversalOf(
  at: string | null,
  by: string | null,
  reason: string | null,
  on: LocalDate | null,
): Reversal | null {
  const isNone = at === null && by === null && reason === null && on === null;
  return isNone ? null : { at: at ?? "", by: by ?? "", reason, on };
}
