// A server's log: the lines of one turn in one write, in order, and none lost when the process ends.
import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { logWriter } from "../../src/http/request/log/log-writer.ts";

it("writes the lines of one turn at once, and those of the next after them", async () => {
  const written: string[] = [];
  const { log, flush } = logWriter((lines) => written.push(lines));
  log({ n: 1 });
  log({ n: 2 });
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual(['{"n":1}\n{"n":2}\n']);
  log({ n: 3 });
  flush();
  expect(written).toEqual(['{"n":1}\n{"n":2}\n', '{"n":3}\n']);
  await turn();
  expect(written).toHaveLength(2);
});
