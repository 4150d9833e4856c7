// A Chromium of this machine, for tests of what people see: the one that CHROMIUM names, else where it is usually found.
import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Null where there is none. */
export const CHROMIUM: string | null = process.env.CHROMIUM ?? USUAL.find((path) => existsSync(path)) ?? null;

/** Its sandbox needs rights that a container seldom gives; only pages of this project are opened. */
export function openBrowser(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error("there is no Chromium; CHROMIUM can name one");
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

/** What axe finds wrong with the page as it is now, a line each. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    // What passes is not told apart, which takes most of the time.
    (globalThis as unknown as { readonly axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
