// `npm run dev` as a stranger runs it: it says where it is, its printed calls work, and Ctrl-C leaves nothing.

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, expect, it } from "vitest";
import { temporaryFolder } from "../support/libsql.ts";
import { processesWith, run, shell } from "../support/processes.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const printedCalls = (output: string): string[] =>
  output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("curl "));

it("runs, answers the printed calls, keeps the data, and ends without a trace", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const env = { DATA_FOLDER: folder.path, PORT: String((taken.address() as AddressInfo).port) };
  try {
    const first = run("scripts/dev.ts", env);
    await first.prints("Ctrl-C stops", 90_000);
    expect(first.output()).toContain(`Port ${env.PORT} is taken; using `);
    const [reference = "", plan = "", extra = "", read = ""] = printedCalls(first.output());
    expect(await shell(reference)).toMatch(
      /200 OK[\s\S]*Reference-Outcome: created[\s\S]*\{"Response":null\}/i,
    );
    expect(await shell(reference)).toMatch(/Reference-Outcome: existing/i);
    expect(await shell(plan)).toMatch(/200 OK[\s\S]*"paymentAmount":5\.0,"installments":6/);
    expect(await shell(extra)).toContain("Contact 38759340 Joe Bloggs has updated successfully");
    expect(await shell(read)).toContain('"count":6');
    expect(await processesWith(folder.path)).not.toEqual([]);
    expect(await first.kill("SIGINT")).toBe(0);
    expect(await processesWith(folder.path)).toEqual([]);

    const second = run("scripts/dev.ts", env);
    await second.prints("Ctrl-C stops", 90_000);
    const [again = "", , , readAgain = ""] = printedCalls(second.output());
    expect(await shell(again)).toMatch(/Reference-Outcome: existing/i);
    expect(await shell(readAgain)).toContain('"version":2');
    await second.kill("SIGKILL");
    await expect.poll(() => processesWith(folder.path), { timeout: 10_000 }).toEqual([]);
  } finally {
    taken.close();
  }
});
