// What a payment with an idempotency key costs the database beside one without, on plans as long as plans may be.
import type { Database, Row } from "../../src/adapters/libsql/connection/database.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { MAX_PAYMENTS } from "../../src/domain/plans/commands/record-payment.ts";
import { longPlan } from "./bounds-data.ts";
import { type BoundsServer, boundsServer } from "./bounds-server.ts";

export type KeysResult = {
  readonly payments: number;
  readonly plans: number;
  /** Bytes of the database's pages that a payment added, with a key and without. */
  readonly keyed: number;
  readonly plain: number;
  /** Characters of the longest kept answer, all its columns together. */
  readonly longest: number;
  /** What is wrong with the answers or with what was kept; null when all is as it should be. */
  readonly wrong: string | null;
};

/** A ledger takes no more, so the payments are spread over as few plans as that allows. */
const PAYMENTS_A_PLAN = Math.min(1_000, MAX_PAYMENTS);

/** So many payments with a key of their own each, and as many without, each on plans of their own. */
export async function payWithKeys(payments: number): Promise<KeysResult> {
  const keyed = await pay(payments, () => ({ "Idempotency-Key": crypto.randomUUID() }));
  const plain = await pay(payments, () => ({}));
  const wrong = [
    ...keyed.refused,
    ...plain.refused,
    ...(keyed.kept === payments ? [] : [`${keyed.kept} answers kept`]),
    ...(plain.kept === 0 ? [] : [`${plain.kept} answers kept without a key`]),
  ];
  return {
    payments,
    plans: keyed.plans,
    keyed: keyed.grown / payments,
    plain: plain.grown / payments,
    longest: keyed.longest,
    wrong: wrong.length === 0 ? null : wrong.slice(0, 5).join("; "),
  };
}

async function pay(payments: number, headersOfNext: () => Readonly<Record<string, string>>) {
  const server = await boundsServer("file");
  try {
    const ids: number[] = [];
    for (let at = 0; at < payments; at += PAYMENTS_A_PLAN) ids.push(await longPlan(server.open()));
    const before = await pageBytes(server.open());
    await server.start();
    const refused: string[] = [];
    const payOne = async (id: number): Promise<void> => {
      const response = await server.fetch(`/v1/payment-plans/${id}/payments`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "If-Match": "*", ...headersOfNext() },
        body: JSON.stringify({ amount: { amount: "0.01", currency: "AUD" }, receivedOn: "2026-02-01" }),
      });
      const text = await response.text();
      if (response.status !== 200) refused.push(`${response.status} ${text.slice(0, 200)}`);
    };
    await Promise.all(
      ids.map(async (id, index) => {
        const count = Math.min(PAYMENTS_A_PLAN, payments - index * PAYMENTS_A_PLAN);
        for (let paid = 0; paid < count; paid += 1) await payOne(id);
      }),
    );
    const { grown, rows } = await afterwards(server, before);
    const lengths = rows.map((row) => Object.values(row).join("").length);
    return {
      ...{ plans: ids.length, refused, grown, kept: rows.length },
      longest: lengths.reduce((longest, length) => Math.max(longest, length), 0),
    };
  } finally {
    await server.stop();
  }
}

async function afterwards(
  { databaseUrl }: BoundsServer,
  before: number,
): Promise<{ readonly grown: number; readonly rows: readonly Row[] }> {
  const file = await openFile(databaseUrl);
  try {
    const [rows = []] = await file.read([{ sql: "select * from idempotency_keys", args: [] }]);
    return { grown: (await pageBytes(file)) - before, rows };
  } finally {
    file.close();
  }
}

async function pageBytes(database: Database): Promise<number> {
  const used =
    "select (page_count - freelist_count) * page_size as bytes from pragma_page_count(), pragma_freelist_count(), pragma_page_size()";
  const [[row] = []] = await database.read([{ sql: used, args: [] }]);
  return Number(row?.bytes);
}
