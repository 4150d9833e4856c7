// Which request a fault befalls: in what order, on which routes, how often, and always the same ones for a seed.
import { beforeEach, describe, expect, it } from "vitest";
import type { FaultKind, Twin } from "../../src/twin/types.ts";
import { newTwin, PLAN, PLANS, type Send, sendTo } from "./twin-client.ts";

const CREATE = `POST ${PLANS}`;

let twin: Twin;
beforeEach(() => {
  twin = newTwin();
});

const send: Send = (...given) => sendTo(twin)(...given);
const statuses = async (times: number, act: () => Promise<Response>): Promise<readonly number[]> => {
  const found: number[] = [];
  for (let time = 0; time < times; time += 1) found.push((await act()).status);
  return found;
};
const create = (key: string) => send("POST", PLANS, PLAN, { "Idempotency-Key": key });
const list = () => send("GET", PLANS);

describe("faults", () => {
  it("befall in the order of being set, the routes that they name, and are over then", async () => {
    twin.faults.next({ kind: "rate-limited", route: `GET ${PLANS}/{id}` });
    twin.faults.next({ kind: "database-away", times: 2 });
    twin.faults.next({ kind: "wrong-key" });
    expect(await statuses(4, list)).toEqual([503, 503, 401, 200]);
    expect(twin.faults.list()).toEqual([{ kind: "rate-limited", route: `GET ${PLANS}/{id}`, times: 1 }]);
    expect(await statuses(2, () => send("GET", `${PLANS}/9`))).toEqual([429, 404]);
    twin.faults.next({ kind: "database-away", route: "* /v1/*", times: 9 });
    expect((await send("GET", "/Billings/PaymentPlan/9")).status).toBe(404);
    expect((await list()).status).toBe(503);
    twin.faults.clear();
    expect((await list()).status).toBe(200);
  });

  it("of two requests at once befall one", async () => {
    twin.faults.next({ kind: "answer-lost", route: CREATE });
    const both = await Promise.all([create("a"), create("b")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 503]);
  });

  it("with a rate befall the same requests for the same seed, and others for another", async () => {
    const befallen = async (seed: number, rate: number) => {
      twin.reset();
      twin.faults.rate({ kind: "database-away", rate, route: `GET ${PLANS}` }, seed);
      return statuses(200, list);
    };
    const first = await befallen(5, 0.25);
    expect(await befallen(5, 0.25)).toEqual(first);
    expect(await befallen(6, 0.25)).not.toEqual(first);
    const share = first.filter((status) => status === 503).length;
    expect(share).toBeGreaterThan(30);
    expect(share).toBeLessThan(75);
    expect(new Set(await befallen(7, 1))).toEqual(new Set([503]));
  });

  it("can be those that a twin is made with, and are there again after a reset", async () => {
    const faults = [{ kind: "wrong-key" as FaultKind }, { kind: "database-away" as FaultKind, rate: 1 }];
    twin = newTwin({ faults });
    expect(await statuses(3, list)).toEqual([401, 503, 503]);
    twin.reset();
    expect(await statuses(2, list)).toEqual([401, 503]);
  });
});
