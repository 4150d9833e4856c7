// Writers of one database go one after another, in order, in either kind of queue; a late or lost one holds nobody up.
import { describe, expect, it, vi } from "vitest";
import { lookingQueues } from "../../src/adapters/libsql/connection/looking-queue.ts";
import { writerQueues } from "../../src/adapters/libsql/connection/writer-queue.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";

const never = new AbortController().signal;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe.each([
  ["promises", () => writerQueues()],
  ["looking", () => lookingQueues(1_000, () => performance.now())],
])("a queue of writers by %s", (_, make) => {
  it("lets one write at a time, in the order in which they came, and others beside it", async () => {
    const queueOf = make();
    const done: string[] = [];
    let running = 0;
    let most = 0;
    const work = (name: string) => async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(2);
      running -= 1;
      done.push(name);
    };
    await Promise.all(["a", "b", "c", "d", "e"].map((name) => queueOf("one")(work(name), never)));
    expect([done.join(""), most]).toEqual(["abcde", 1]);
    most = 0;
    await Promise.all(["x", "y"].map((name) => queueOf(name)(work(name), never)));
    expect(most).toBe(2);
  });

  it("passes on what a write gives or throws, and goes on after it", async () => {
    const queue = make()("one");
    const [gives, throws, next] = await Promise.allSettled([
      queue(async () => 1, never),
      queue(async () => {
        throw new RangeError("own");
      }, never),
      queue(async () => 3, never),
    ]);
    expect(gives).toEqual({ status: "fulfilled", value: 1 });
    expect(throws).toMatchObject({ status: "rejected", reason: new RangeError("own") });
    expect(next).toEqual({ status: "fulfilled", value: 3 });
  });

  it("ends the wait of one whose time is over, who then never begins", async () => {
    const queue = make()("one");
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const first = queue(() => held, never);
    let begun = false;
    const late = queue(async () => {
      begun = true;
    }, AbortSignal.timeout(20));
    await expect(late).rejects.toThrow(StoreUnavailable);
    release();
    await first;
    await queue(async () => {}, never);
    expect(begun).toBe(false);
  });
});

it("by looking goes on without one that never ends, after the time that a write has", async () => {
  let now = 0;
  const queue = lookingQueues(1_000, () => now)("one");
  void queue(() => new Promise(() => {}), never);
  let begun = false;
  const second = queue(async () => {
    begun = true;
  }, never);
  await sleep(30);
  expect(begun).toBe(false);
  now = 1_001;
  await second;
  expect(begun).toBe(true);
});

it("by looking is woken by who leaves: eight writes need no timer to run out", async () => {
  const queueOf = lookingQueues(1_000, () => performance.now());
  const pauses = vi.spyOn(globalThis, "setTimeout");
  try {
    const one = queueOf("one");
    await Promise.all(Array.from({ length: 8 }, () => one(() => Promise.resolve(), never)));
    // Each of the seven that wait sets one, and is woken before it runs out.
    expect(pauses.mock.calls.length).toBe(7);
  } finally {
    pauses.mockRestore();
  }
});
