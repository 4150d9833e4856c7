// Every call that writes, its answer lost after the write, in the twin: sent again with its key it has acted once.
import { beforeAll, describe, expect, it } from "vitest";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import type { Twin, TwinState } from "../../src/twin/types.ts";
import { KEYED_WRITES } from "../../tools/shared/keyed-writes.ts";
import { SEED, type Sent, SINCE } from "../../tools/shared/keyed-writes-seed.ts";
import { newTwin } from "./twin-client.ts";

const CLOCK = "2026-01-02T03:04:05.678Z";
const send = (twin: Twin, { method, path, headers = {}, body }: Sent, more = {}): Promise<Response> =>
  twin.fetch(path, {
    method,
    headers: { key: TWIN_KEY, "X-Request-Id": "x", ...headers, ...more },
    ...(body === undefined ? {} : { body }),
  });
const told = async (response: Response) => {
  const { "idempotency-replayed": replayed = "false", ...headers } = Object.fromEntries(response.headers);
  return { replayed, headers, status: response.status, body: await response.text() };
};

let seeded: TwinState;
beforeAll(async () => {
  const twin = newTwin({ clock: CLOCK });
  for (const sent of SEED) expect((await send(twin, sent)).status).toBeLessThan(300);
  seeded = twin.snapshot();
});

/** A twin with the seed, and the write as it is to be sent. */
async function prepared(make: (send: (sent: Sent) => Promise<Response>) => Promise<Sent>) {
  const twin = newTwin({ clock: CLOCK });
  twin.restore(seeded);
  return { twin, sent: await make((sent) => send(twin, sent)) };
}

describe.each(KEYED_WRITES)("$call: $name", ({ make }) => {
  it.each(["answer-lost", "answer-cut"] as const)("acts once and is told again after %s", async (kind) => {
    const key = { "Idempotency-Key": "the-key" };
    const undisturbed = await prepared(make);
    const answer = await told(await send(undisturbed.twin, undisturbed.sent, key));
    const { twin, sent } = await prepared(make);
    twin.faults.next({ kind });
    const lost = await send(twin, sent, key).then(
      ({ status }) => status,
      () => "cut",
    );
    // What changes nothing has no answer that could be lost after a write.
    const events = twin.snapshot().events;
    const wrote = events.length > seeded.events.length;
    if (kind === "answer-lost") expect(lost === 503 || lost === 200).toBe(true);
    else expect(lost).toBe("cut");
    if (kind === "answer-lost" && wrote && !sent.path.endsWith("/commit")) expect(lost).toBe(503);
    expect(events).toEqual(undisturbed.twin.snapshot().events);
    twin.faults.clear();
    twin.clock.advance({ hours: 20 });
    for (const other of SINCE) await send(twin, other);
    const before = twin.snapshot().events;
    expect(await told(await send(twin, sent, key))).toEqual({ ...answer, replayed: "true" });
    expect(twin.snapshot().events).toEqual(before);
  });
});
