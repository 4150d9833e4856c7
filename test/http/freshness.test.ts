// Which requests a replica may answer, told by method, path and headers.
import { expect, it } from "vitest";
import type { Freshness } from "../../src/domain/ports/freshness.ts";
import { freshnessOf } from "../../src/http/request/freshness.ts";
import { contractPath } from "../../tools/shared/default-contracts.ts";
import { callsByName } from "../support/declared-calls.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { testApp } from "../support/test-app.ts";

/** The call that a request reaches. */
const callAt = (method: string, path: string) =>
  callsByName().find(([name]) =>
    new RegExp(`^${name.replace(/\{\w+\}/g, "\\d+")}$`, "i").test(`${method} ${path}`),
  )?.[1];

const of = (path: string, headers: Record<string, string> = {}, method = "GET") => {
  const request = new Request(`http://h${path}`, { method, headers });
  const routed = contractPath(request);
  return freshnessOf(request, routed, callAt(method === "HEAD" ? "GET" : method, routed));
};

it.each<[string, Record<string, string>, string, Freshness]>([
  ["/v1/payment-plans/7", {}, "GET", "any"],
  ["/v1/payment-plans/7", {}, "HEAD", "any"],
  ["/v1/events", {}, "GET", "any"],
  ["/v1/payment-plans/7", {}, "PUT", "newest"],
  ["/v1/payment-plans/7/history/verify", {}, "POST", "newest"],
  ["/ready", {}, "GET", "newest"],
  ["/v1/payment-plans/7", { "Cache-Control": "max-age=0, no-cache" }, "GET", "newest"],
  ["/v1/payment-plans/7", { "Read-After": '"3"' }, "GET", { subject: "plan", id: 7, version: 3 }],
  ["/v1/payment-plans/7/history", { "Read-After": 'W/"3"' }, "GET", { subject: "plan", id: 7, version: 3 }],
  ["/BILLINGS/paymentplan/7/", { "Read-After": '"3"' }, "GET", { subject: "plan", id: 7, version: 3 }],
  ["/v1/contacts/9/credit", { "Read-After": '"2"' }, "GET", { subject: "contact", id: 9, version: 2 }],
  ["/v1/payment-references/9", { "Read-After": '"2"' }, "GET", { subject: "reference", id: 9, version: 2 }],
  ["/v1/payment-plans/7", { "Read-After": "3" }, "GET", "newest"],
  ["/v1/payment-plans", { "Read-After": '"3"' }, "GET", "newest"],
])("%s %j %s", (path, headers, method, freshness) => {
  expect(of(path, headers, method)).toEqual(freshness);
});

it("is what the request's stores are opened with", async () => {
  const opened: (Freshness | undefined)[] = [];
  const stores = memoryStores();
  const app = testApp({
    openStores: (_claim, _trace, freshness) => {
      opened.push(freshness);
      return stores;
    },
  });
  await app.request("/v1/payment-plans/7", { headers: { "Read-After": '"3"' } });
  await app.request("/v1/payment-plans/7");
  expect(opened).toEqual([{ subject: "plan", id: 7, version: 3 }, "any"]);
});
