// Both linters over OpenAPI documents, every recommended rule of theirs on; what they say in one shape.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toolBin, toolFolder } from "../shared/bring.ts";

export type Problem = {
  readonly tool: "redocly" | "spectral";
  readonly rule: string;
  readonly file: string;
  /** A JSON Pointer with its `#`. */
  readonly where: string;
  readonly says: string;
};

const FOLDER = toolFolder("openapi-check");
/** Nothing is told to anybody, and nothing is asked for. */
const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** What a command of the tools prints. That it found something is no failure; that it prints nothing is. */
function printed(command: string, args: readonly string[]): Promise<string> {
  const file = join(toolBin("openapi-check"), command);
  const options = { cwd: FOLDER, env: { ...process.env, ...QUIET }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...args], options, (_, stdout, stderr) => {
      if (stdout === "") reject(new Error(`${command}: ${stderr}`));
      else resolve(stdout);
    });
  });
}

type RedoclySays = {
  readonly problems: readonly {
    readonly ruleId: string;
    readonly message: string;
    readonly location: readonly { readonly source: { readonly ref: string }; readonly pointer: string }[];
  }[];
};

async function redocly(file: string): Promise<readonly Problem[]> {
  const args = ["lint", "--extends=recommended", "--format=json", "--max-problems=100000", file];
  const { problems } = JSON.parse(await printed("redocly", args)) as RedoclySays;
  return problems.map(({ ruleId, message, location: [place] }) => ({
    tool: "redocly",
    rule: ruleId,
    file,
    where: place?.pointer ?? "",
    says: message,
  }));
}

type SpectralSays = readonly {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly source: string;
}[];

const escaped = (part: string | number): string => String(part).replaceAll("~", "~0").replaceAll("/", "~1");

async function spectral(files: readonly string[]): Promise<readonly Problem[]> {
  const args = ["lint", "--quiet", "--format=json", "--ruleset", join(FOLDER, "spectral.yaml"), ...files];
  return (JSON.parse(await printed("spectral", args)) as SpectralSays).map(
    ({ code, message, path, source }) => ({
      tool: "spectral",
      rule: code,
      file: source,
      where: ["#", ...path.map(escaped)].join("/"),
      says: message,
    }),
  );
}

/** Everything that either says of the files, by absolute path. */
export async function lint(files: readonly string[]): Promise<readonly Problem[]> {
  // So that a file that is not there cannot pass for one without faults.
  for (const file of files) JSON.parse(readFileSync(file, "utf8"));
  const found = await Promise.all([spectral(files), ...files.map(redocly)]);
  return found.flat();
}
