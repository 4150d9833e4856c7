// The runtimes that the same app is developed in, each by the command that starts it.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bring, toolFolder } from "./bring.ts";

export const RUNTIMES = ["workerd", "deno", "bun"] as const;
export type Runtime = (typeof RUNTIMES)[number];

export type RuntimeCommand = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

const packageFolder = (name: string, from = import.meta.url): string =>
  dirname(createRequire(from).resolve(`${name}/package.json`));

/** The binary in a platform's package: the main packages start it from a script, which would not pass signals on. */
function binary(platformPackage: string, path: string): string {
  bring("runtimes");
  const file = join(packageFolder(platformPackage, join(toolFolder("runtimes"), "package.json")), path);
  if (!existsSync(file)) throw new Error(`npm has no ${path} for ${process.platform}-${process.arch}`);
  return file;
}

const { platform, arch } = process;
const denoPackage = `@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`;
const bunPackage = `@oven/bun-${platform}-${arch === "arm64" ? "aarch64" : arch}`;

export const denoBinary = (): string => binary(denoPackage, "deno");
export const bunBinary = (): string => binary(bunPackage, "bin/bun");

/**
 * How to serve the app on a loopback port. `variables` are its settings; wrangler reads them from `file`, which the
 * caller has written.
 */
export function runtimeCommand(
  runtime: Runtime,
  port: number,
  inspectorPort: number,
  variables: Readonly<Record<string, string>>,
  file: string,
): RuntimeCommand {
  const env = { ...variables, HOST: "127.0.0.1", PORT: String(port) };
  switch (runtime) {
    case "workerd":
      return {
        command: process.execPath,
        args: [
          ...[join(packageFolder("wrangler"), "bin/wrangler.js"), "dev", "--ip", "127.0.0.1"],
          ...["--port", String(port), "--inspector-port", String(inspectorPort), "--env-file", file],
          ...["--show-interactive-dev-session=false", "--log-level", "log"],
        ],
        env: { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
      };
    case "deno":
      return {
        command: denoBinary(),
        args: [
          ...["serve", "--no-check", "--unstable-no-legacy-abort"],
          ...["--allow-net", "--allow-env", "--allow-read=dist/assets", "--host", "127.0.0.1"],
          ...["--port", String(port), "src/http/serve.ts"],
        ],
        env: { ...env, DENO_NO_UPDATE_CHECK: "1" },
      };
    case "bun":
      return { command: bunBinary(), args: ["src/http/serve.ts"], env };
  }
}
