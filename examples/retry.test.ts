// Does our retry pay twice? The answer is lost after the write: the one fault that a mock never shows.
import { receivables } from "receivables-edge/client";
import { createTwin, TWIN_KEY, type Twin } from "receivables-edge/twin";
import { expect, it } from "vitest";

/** Ours: tries until it is answered. */
async function pay(twin: Twin, idempotencyKey?: string): Promise<void> {
  const call = receivables({ url: "http://twin.test", key: TWIN_KEY, fetch: twin.fetch });
  const options = {
    path: { id: 1 },
    body: { amount: { amount: "7.50", currency: "AUD" }, receivedOn: "2026-03-01" },
    ifMatch: "*",
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      await call("POST /v1/payment-plans/{id}/payments", options);
      return;
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function twinThatLosesAnAnswer(): Promise<Twin> {
  const twin = createTwin({ clock: "2026-03-01" });
  await twin.load("demo");
  twin.faults.next({ kind: "answer-lost", route: "POST /v1/payment-plans/{id}/payments" });
  return twin;
}
const payments = (twin: Twin) => twin.requests().flatMap(({ written }) => written).length;

it("without an idempotency key the retry pays twice", async () => {
  const twin = await twinThatLosesAnAnswer();
  await pay(twin);
  expect(twin.requests().map(({ answer }) => answer?.status)).toEqual([503, 200]);
  expect(payments(twin)).toBe(2);
});

it("with one it pays once", async () => {
  const twin = await twinThatLosesAnAnswer();
  await pay(twin, "invoice-4711");
  expect(twin.requests().map(({ answer }) => answer?.status)).toEqual([503, 200]);
  expect(twin.requests()[1]?.answer?.headers).toMatchObject({ "idempotency-replayed": "true" });
  expect(payments(twin)).toBe(1);
});
