// One libSQL server with many namespaces, the service over it, and a signed key for each tenant: for measurements.
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { signedKey } from "../../src/cli/sign-key.ts";
import { SCOPES } from "../../src/http/request/key/api-key.ts";
import type { TenantName } from "../../src/http/settings/tenant-name.ts";
import { freePort } from "../shared/free-port.ts";
import { type Runtime, runtimeCommand } from "../shared/runtimes.ts";
import { type NamespacedSqld, newSigningKey, startNamespacedSqld } from "../shared/sqld-namespaces.ts";
import { startTethered, type Tethered } from "../shared/tethered.ts";

const ROOT = join(import.meta.dirname, "../..");
const READY_TIMEOUT_MS = 60_000;

export type World = {
  readonly sqld: NamespacedSqld;
  readonly restartSqld: () => Promise<void>;
  /** Runs `npm run tenant` with these words; killed once it has said so many lines, where a number is given. */
  readonly tenant: (
    words: readonly string[],
    killAfterLines?: number,
  ) => Promise<{ code: number | null; text: string }>;
  readonly startService: () => Promise<{ readonly url: string; readonly process: Tethered["process"] }>;
  readonly keyOf: (tenant: string) => string;
  readonly stop: () => Promise<void>;
};

export const tenantAt = (at: number): string => `t${String(at).padStart(5, "0")}`;

export async function startWorld(folder: string, runtime: Runtime | "node"): Promise<World> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const signer = { id: "one", key: publicKey.export({ format: "jwk" }).x };
  const signingKey = newSigningKey();
  const running: Tethered[] = [];
  const port = await freePort();
  const start = () => startNamespacedSqld(folder, { port, signingKey });
  let sqld = await start();

  const variables = () => ({
    ...sqld.variables,
    TENANTS: '{"*":{"DATABASE_NAMESPACE":"{tenant}"}}',
    API_KEY_SIGNERS: JSON.stringify([signer]),
    RATE_LIMITS: "off",
    DATABASE_TIMEOUT_MS: "10000",
  });

  return {
    get sqld() {
      return sqld;
    },
    restartSqld: async () => {
      await sqld.stop();
      sqld = await start();
    },
    tenant: async (words, killAfterLines) => {
      let text = "";
      const child = startTethered(process.execPath, [join(ROOT, "src/cli/tenant/tenant.ts"), ...words], {
        env: variables(),
        onOutput: (more) => {
          text += more;
          if (killAfterLines !== undefined && text.split("\n").length > killAfterLines) void child.kill();
        },
      });
      return { code: await child.ended, text };
    },
    startService: async () => {
      const listen = await freePort();
      const { SQLD_ADMIN_KEY: _key, SQLD_ADMIN_URL: _url, ...own } = variables();
      const env = { ...own, HOST: "127.0.0.1", PORT: String(listen) };
      const file = join(folder, "service.env");
      writeFileSync(
        file,
        Object.entries(own)
          .map(([name, value]) => `${name}='${value}'\n`)
          .join(""),
      );
      const started =
        runtime === "node"
          ? { command: process.execPath, args: [join(ROOT, "src/http/node.ts")], env }
          : runtimeCommand(runtime, listen, await freePort(), own, file);
      let output = "";
      const service = startTethered(started.command, started.args, {
        env: started.env,
        onOutput: (text) => {
          output = (output + text).slice(-2_000);
        },
      });
      running.push(service);
      const url = `http://127.0.0.1:${listen}`;
      for (const giveUpAt = Date.now() + READY_TIMEOUT_MS; !(await isUp(url)); ) {
        if (Date.now() > giveUpAt) throw new Error(`the service did not start:\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return { url, process: service.process };
    },
    keyOf: (name) =>
      signedKey({ id: "one", key: privateKey }, { name: "load", scopes: SCOPES, tenant: name as TenantName })
        .key,
    stop: async () => {
      for (const one of running) await one.stop();
      await sqld.stop();
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Of the process and of those it started: what they hold in memory, in MiB. Null where the platform does not tell. */
export function memoryMiB(pid: number | undefined): number | null {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    const own = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
    const below = children === "" ? [] : children.split(" ").map((child) => memoryMiB(Number(child)) ?? 0);
    return Math.round(Number(own) / 1024 + below.reduce((sum, one) => sum + one, 0));
  } catch {
    return null;
  }
}
