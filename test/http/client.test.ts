// The typed client against the app: what its answers hold, versions, idempotency keys and problems.
import { describe, expect, expectTypeOf, it } from "vitest";
import { ProblemError, receivables } from "../../src/client/client.ts";
import { describedApp } from "../support/described-calls.ts";
import { KEY } from "../support/test-app.ts";

const URL_OF_SERVICE = "http://service.test";
const clientOf = (app: Awaited<ReturnType<typeof describedApp>>, key = KEY) =>
  receivables({
    url: `${URL_OF_SERVICE}/`,
    key,
    fetch: (url, init) => app.request(url.slice(URL_OF_SERVICE.length), init),
  });
const AUD = (amount: string) => ({ amount, currency: "AUD" });
const refusal = async (promise: Promise<unknown>): Promise<ProblemError> => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof ProblemError) return error;
  throw new Error("there is no problem");
};

describe("the client", () => {
  it("makes a plan, reads it, and takes a payment for the version it read", async () => {
    const call = clientOf(await describedApp());
    const made = await call("POST /v1/payment-plans", {
      body: {
        clientId: 2,
        businessUnitId: 3,
        start: "2025-01-31",
        amount: AUD("80.00"),
        count: 12,
        recurrence: "Monthly",
        paymentMethod: "Cash",
      },
    });
    expect([made.status, made.etag, made.location]).toEqual([201, '"1"', "/v1/payment-plans/2"]);
    expect(made.data.totals.total).toEqual(AUD("960.00"));
    expectTypeOf(made.data.difference.text).toEqualTypeOf<readonly string[]>();

    const { data: plan, etag } = await call("GET /v1/payment-plans/{id}", {
      path: { id: 2 },
      query: { asOf: "2025-06-30", collection: "following" },
    });
    expect(plan.instalments.map(({ due }) => due).slice(0, 3)).toEqual([
      "2025-01-31",
      "2025-02-28",
      "2025-03-31",
    ]);
    const paid = await call("POST /v1/payment-plans/{id}/payments", {
      path: { id: 2 },
      body: { amount: AUD("80.00"), receivedOn: "2025-01-31" },
      ifMatch: etag ?? "*",
      idempotencyKey: "payment-1",
    });
    expect(paid.data.instalments[0]?.received).toEqual(AUD("80.00"));
    expect(paid.replayed).toBe(false);
  });

  it("throws a problem with its code, its pointers and the request's id", async () => {
    const call = clientOf(await describedApp());
    const stale = await refusal(
      call("POST /v1/payment-plans/{id}/payments/{number}/reverse", {
        path: { id: 1, number: 1 },
        ifMatch: '"7"',
        requestId: "mine-1",
      }),
    );
    expect(stale.problem).toMatchObject({ status: 412, code: "VERSION_STALE", requestId: "mine-1" });
    const invalid = await refusal(
      call("POST /v1/payment-references", { body: { accountId: 1, contactId: 0, crn: "1" } }),
    );
    expect(invalid.problem.errors?.map(({ pointer }) => pointer)).toEqual(["/contactId"]);
    const denied = await refusal(clientOf(await describedApp(), "wrong")("GET /v1/contacts"));
    expect(denied.problem.code).toBe("UNAUTHENTICATED");
  });

  it("reads answers in lines, and sends them back", async () => {
    const call = clientOf(await describedApp());
    const rehearsed = await call("POST /v1/payment-plans/rehearsals", {
      body: { select: { ids: [1] }, change: { amount: AUD("9.00") } },
    });
    const lines: string[] = [];
    let hash = "";
    for await (const line of rehearsed.data) {
      lines.push(JSON.stringify(line));
      if ("hash" in line) hash = line.hash;
    }
    const committed = await call("POST /v1/payment-plans/rehearsals/{hash}/commit", {
      path: { hash },
      body: `${lines.join("\n")}\n`,
    });
    const outcomes: unknown[] = [];
    for await (const line of committed.data) if ("outcome" in line) outcomes.push(line.outcome);
    expect(outcomes).toEqual(["applied"]);
  });

  it("knows every call's own parts at compile time", async () => {
    const call = clientOf(await describedApp());
    // @ts-expect-error: a change says which version it is meant for.
    const unversioned = call("POST /v1/payment-plans/{id}/payments/{number}/reverse", {
      path: { id: 1, number: 1 },
    });
    expect((await refusal(unversioned)).problem.code).toBe("IF_MATCH_MISSING");
    const asked = { start: "2025-01-31", recurrence: "Weekly", count: 3 } as const;
    // @ts-expect-error: amounts are text with a currency.
    const number = call("POST /v1/schedules", { body: { ...asked, amount: 5 } });
    expect((await refusal(number)).problem.code).toBe("FIELDS_INVALID");
    // @ts-expect-error: there is no such call.
    const nowhere = call("GET /v1/nowhere");
    expect((await refusal(nowhere)).problem.code).toBe("ROUTE_NOT_FOUND");
  });
});
