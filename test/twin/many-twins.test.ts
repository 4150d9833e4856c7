// W1 and W2: a twin is there at once, and a thousand of them know nothing of each other.
import { expect, it } from "vitest";
import { newTwin, PLAN, PLANS, sendTo } from "./twin-client.ts";

it("W1: a new twin with its first answered call takes at most 5 ms, at its best of many", async () => {
  const times: number[] = [];
  for (let time = 0; time < 60; time += 1) {
    const from = performance.now();
    const answer = await sendTo(newTwin())("GET", PLANS);
    expect(await answer.json()).toEqual({ items: [], next: null });
    times.push(performance.now() - from);
  }
  expect(Math.min(...times)).toBeLessThan(5);
});

it("W2: 1,000 twins at once have each their own data, clock, faults, chance and log", async () => {
  const one = async (number: number) => {
    const twin = newTwin({ clock: "2026-03-01", seed: number });
    const send = sendTo(twin);
    twin.clock.advance({ days: number % 28 });
    if (number % 3 === 0) twin.faults.next({ kind: "answer-lost", times: 1 });
    const amount = { amount: `${number + 1}.00`, currency: "AUD" };
    const made = await send("POST", PLANS, { ...PLAN, amount }, { "Idempotency-Key": "the-same" });
    const again = await send("POST", PLANS, { ...PLAN, amount }, { "Idempotency-Key": "the-same" });
    const list = (await (await send("GET", PLANS)).json()) as { items: readonly { id: number }[] };
    const plan = (await again.json()) as {
      id: number;
      created: { at: string };
      terms: { amount: { amount: string } };
    };
    const day = String(1 + (number % 28)).padStart(2, "0");
    expect([made.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([
      ...[number % 3 === 0 ? 503 : 201, 201, "true"],
    ]);
    expect([plan.id, plan.terms.amount.amount, plan.created.at.slice(0, 10)]).toEqual([
      ...[1, `${number + 1}.00`, `2026-03-${day}`],
    ]);
    expect(list.items.map(({ id }) => id)).toEqual([1]);
    expect(twin.requests().map(({ number: own, fault }) => [own, fault])).toEqual([
      ...[
        [1, number % 3 === 0 ? "answer-lost" : null],
        [2, null],
        [3, null],
      ],
    ]);
    return made.headers.get("x-request-id");
  };
  const ids = await Promise.all(Array.from({ length: 1_000 }, (_, number) => one(number)));
  expect(new Set(ids).size).toBe(1_000);
});
