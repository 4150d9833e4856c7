// A year of a plan in a second: a customer who pays every week but each fifth.
import { receivables } from "receivables-edge/client";
import { createTwin, TWIN_KEY } from "receivables-edge/twin";
import { expect, it } from "vitest";

it("a year goes by, and ten weeks are overdue at its end", async () => {
  const twin = createTwin({ clock: "2026-01-01" });
  const call = receivables({ url: "http://twin.test", key: TWIN_KEY, fetch: twin.fetch });
  const amount = { amount: "100.00", currency: "AUD" };
  await call("POST /v1/payment-plans", {
    body: {
      clientId: 2,
      businessUnitId: 3,
      start: "2026-01-02",
      amount,
      count: 52,
      recurrence: "Weekly",
      paymentMethod: "Cash",
    },
  });

  for (let week = 1; week <= 52; week += 1) {
    const receivedOn = twin.clock.advance({ weeks: 1 }).slice(0, 10);
    if (week % 5 === 0) continue;
    await call("POST /v1/payment-plans/{id}/payments", {
      path: { id: 1 },
      body: { amount, receivedOn },
      ifMatch: "*",
    });
  }

  const { data: plan } = await call("GET /v1/payment-plans/{id}", { path: { id: 1 } });
  expect(plan.totals).toMatchObject({ received: { amount: "4200.00" }, overdue: { amount: "1000.00" } });
  expect(twin.clock.now().slice(0, 10)).toBe("2026-12-31");
});
