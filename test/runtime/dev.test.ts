// `npm run dev` as a stranger runs it, in each runtime: it says where it is, its printed calls work, and Ctrl-C leaves
// nothing.
import { type AddressInfo, createServer } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { RUNTIMES } from "../../scripts/runtimes.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { processesWith, type Running, run, shell } from "../support/processes.ts";

const folders = RUNTIMES.map((runtime) => ({ runtime, folder: temporaryFolder() }));
afterAll(() => {
  for (const { folder } of folders) folder.remove();
});

const printedCalls = ({ output }: Running): string[] =>
  output()
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("curl "));

describe.each(folders)("npm run dev on $runtime", ({ runtime, folder }) => {
  const start = async (env: Record<string, string>): Promise<Running> => {
    const running = run("scripts/dev.ts", { DATA_FOLDER: folder.path, ...env }, [runtime]);
    await running.prints("Ctrl-C stops", 90_000);
    return running;
  };

  it("answers the printed calls, keeps the data, and ends without a trace", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const PORT = String((taken.address() as AddressInfo).port);
    try {
      const first = await start({ PORT });
      expect(first.output()).toContain(`Port ${PORT} is taken; using `);
      const [reference = "", plan = "", extra = "", read = ""] = printedCalls(first);
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

      const second = await start({ PORT });
      const [again = "", , , readAgain = ""] = printedCalls(second);
      expect(await shell(again)).toMatch(/Reference-Outcome: existing/i);
      expect(await shell(readAgain)).toContain('"version":2');
      await second.kill("SIGKILL");
      await expect.poll(() => processesWith(folder.path), { timeout: 10_000 }).toEqual([]);
    } finally {
      taken.close();
    }
  });
});
