// `npm run dev` as a stranger runs it, in each runtime: it says where it is, its printed calls work, and Ctrl-C leaves
// nothing.
import { type AddressInfo, createServer } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { DEVELOPMENT_KEY, SECOND_KEY } from "../../scripts/development-key.ts";
import { todayIn } from "../../src/http/request/clock.ts";
import { RUNTIMES } from "../../tools/shared/runtimes.ts";
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

const rehearsalLine = (running: Running): string => {
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.output())?.[0] ?? "";
  const body = '{"select":{"ids":[1]},"change":{"count":9}}';
  return `curl -s '${url}/v1/payment-plans/rehearsals' -H 'key: ${DEVELOPMENT_KEY}' -H 'Content-Type: application/json' -d '${body}'`;
};

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
      // The second tenant has none of it.
      const seconds = (path: string) =>
        read.replace("/v1/payment-plans/1", path).replace(DEVELOPMENT_KEY, SECOND_KEY);
      expect(await shell(seconds("/v1/payment-plans/1"))).toContain("PLAN_NOT_FOUND");
      expect(await shell(seconds("/v1/usage"))).toContain('"tenant":"second","counts":{"plans":0,');
      // A caller without a valid key is known by its address, and nobody else.
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first.output())?.[0] ?? "";
      await fetch(`${url}/v1/payment-plans`, { headers: { key: "wrong" } });
      await expect.poll(first.output).toMatch(/"status":401,.*"address":"(?:127\.0\.0\.1|::1)"/);
      expect(first.output()).not.toMatch(/"status":200,.*"address"/);
      expect(await first.kill("SIGINT")).toBe(0);
      expect(await processesWith(folder.path)).toEqual([]);

      // A zone of its own on every runtime: this one is never on the date of the other side of the world.
      const TIME_ZONE = runtime === "deno" ? "Pacific/Kiritimati" : "Pacific/Pago_Pago";
      const second = await start({ PORT, TIME_ZONE });
      expect(await shell(rehearsalLine(second))).toContain(`"today":"${todayIn(TIME_ZONE, Date.now())}"`);
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
