// Before a project's tests: what they run and the project's own install leaves out.
import type { TestProject } from "vitest/node";
import { type Brought, bring } from "../../tools/shared/bring.ts";

const NEEDED: Readonly<Record<string, readonly Brought[]>> = {
  structure: ["lint"],
  runtime: ["runtimes"],
  openapi: ["openapi-check"],
  package: ["runtimes", "package-check"],
};

export function setup({ name }: TestProject): void {
  for (const tool of NEEDED[name] ?? []) bring(tool);
}
