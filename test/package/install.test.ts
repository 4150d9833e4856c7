// The package in an empty folder: its types compile by themselves, and what it previews is what the server answers.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { bunBinary, denoBinary } from "../../tools/shared/runtimes.ts";
import { ROOT, type Running, run } from "../support/processes.ts";
import { installed, ownNode } from "./packed.ts";

const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

let place: ReturnType<typeof installed>;
let data: string;
let service: Running;
let url: string;

beforeAll(async () => {
  place = installed();
  data = mkdtempSync(join(tmpdir(), "receivables-data-"));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  service = run("src/http/node.ts", {
    DATABASE_URL: `file:${join(data, "package.db")}`,
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    // The day of an answer is then the one in its header `Date`.
    TIME_ZONE: "UTC",
    PORT: String(port),
  });
  await service.prints("Listening on");
  copyFileSync(join(import.meta.dirname, "consumer/use.ts"), join(place.folder, "use.ts"));
}, 120_000);

afterAll(async () => {
  await service?.kill("SIGTERM");
  place?.remove();
  rmSync(data, { recursive: true, force: true });
});

/** Compiles files of the folder as strictly as can be, the package's own declarations included; what it complains of. */
function compiled(files: readonly string[], resolution: "nodenext" | "bundler", emits = false): string {
  const options = {
    ...{ target: "ES2023", lib: ["ES2023", "DOM"], types: [], strict: true, skipLibCheck: false },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: !emits, outDir: "." },
    ...(resolution === "nodenext"
      ? { module: "nodenext" }
      : { module: "esnext", moduleResolution: "bundler" }),
  };
  writeFileSync(join(place.folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files }));
  return spawnSync(process.execPath, [TSC, "-p", "."], { cwd: place.folder, encoding: "utf8" }).stdout;
}

/** The one thing of Node's own that the example takes. */
const PROCESS =
  'declare module "node:process" {\n  const process: { readonly argv: readonly string[] };\n  export default process;\n}\n';

describe("its types", () => {
  it.each(["nodenext", "bundler"] as const)(
    "compile by themselves, without those of any runtime: %s",
    (resolution) => {
      writeFileSync(join(place.folder, "process.d.ts"), PROCESS);
      expect(compiled(["use.ts", "process.d.ts"], resolution)).toBe("");
    },
  );

  it("refuse what the service would", () => {
    const wrong = `import { receivables } from "receivables-edge/client";
import type { Plan } from "receivables-edge/domain";
const call = receivables({ url: "", key: "" });
// A body that is missing, a member that there is not, a call that there is not, a version that is required.
void call("POST /v1/payment-plans");
void call("POST /v1/schedules", { body: { totall: { amount: "1.00", currency: "AUD" } } });
void call("GET /v1/payment-plan");
void call("PATCH /v1/payment-plans/{id}", { path: { id: 1 }, body: {} });
export const minor: Plan["terms"]["amount"] = 5;
`;
    writeFileSync(join(place.folder, "wrong.ts"), wrong);
    const lines = [...compiled(["wrong.ts"], "nodenext").matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) =>
      Number(line),
    );
    expect(lines).toEqual([5, 6, 7, 8, 9]);
  });
});

it("its command is linked, and says how it is called", () => {
  const { status, stdout } = spawnSync(
    ownNode().command,
    [join(place.folder, "node_modules/.bin/receivables-edge"), "twin", "--help"],
    { encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([0, expect.stringContaining("Usage: npx receivables-edge twin")]);
});

const own = ownNode();
const RUNTIMES: readonly (readonly [string, () => readonly string[]])[] = [
  [`this machine's own Node, ${own.version}`, () => [own.command]],
  ["the pinned Node", () => [process.execPath]],
  ["Deno", () => [denoBinary(), "run", "--allow-net", "--allow-read", "--no-lock"]],
  ["Bun", () => [bunBinary()]],
];

describe("its code", () => {
  it.each(RUNTIMES)("previews what the server answers, and calls it: %s", (_, runtime) => {
    writeFileSync(join(place.folder, "process.d.ts"), PROCESS);
    expect(compiled(["use.ts", "process.d.ts"], "nodenext", true)).toBe("");
    const [command = "", ...args] = runtime();
    const ran = spawnSync(command, [...args, "use.js", url, DEVELOPMENT_KEY], {
      cwd: place.folder,
      encoding: "utf8",
    });
    expect([ran.status, ran.stderr]).toEqual([0, expect.not.stringContaining("rror")]);
    const { creation, change, version, code } = JSON.parse(ran.stdout) as Record<string, [string, string]>;
    for (const [served, previewed] of [creation ?? [], change ?? []]) {
      expect(previewed).toBe(served);
      expect(JSON.parse(served ?? "")).toMatchObject({ validateOnly: true, changed: true });
    }
    expect(JSON.parse(creation?.[0] ?? "")).toMatchObject({ id: null, version: 1 });
    const { instalments, totals } = JSON.parse(change?.[0] ?? "");
    expect(instalments.map(({ amount }: { amount: { amount: string } }) => amount.amount)).toEqual([
      ...["80.00", "80.00"],
      ...["95.50", "95.50", "95.50", "95.50"],
    ]);
    expect(totals.received.amount).toBe("100.00");
    expect([version, code]).toEqual([2, "PLAN_NOT_FOUND"]);
  });
});
