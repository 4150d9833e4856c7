// The reference page in a real browser, served by Node over a file with the demo data.
import { join } from "node:path";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDemoData } from "../../scripts/demo-data.ts";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { CHROMIUM, faultsOf, openBrowser } from "../support/chromium.ts";
import { operations } from "../support/described-calls.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run, shell } from "../support/processes.ts";

if (CHROMIUM === null) console.warn("No Chromium is installed here: the reference page is not tried in one.");

const folder = temporaryFolder();
let server: Running | undefined;
let browser: Browser | undefined;
let page: Page;
let origin = "";
/** What the page sent, and what the browser had to complain of. */
let sent: Request[] = [];
const complaints: string[] = [];
/** Every If-Match of the whole run; undefined stands for the requests without one. */
const versions = new Set<string | undefined>();

beforeAll(async () => {
  if (CHROMIUM === null) return;
  await shell("npm run --silent assets");
  const url = `file:${join(folder.path, "receivables.db")}`;
  await migrateDatabase(url);
  const database = await openFile(url);
  await addDemoData(database);
  database.close();
  const port = await freePort();
  server = run("src/http/node.ts", {
    DATABASE_URL: url,
    HOST: "127.0.0.1",
    PORT: String(port),
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    RATE_LIMITS: "off",
  });
  await server.prints("Listening on");
  origin = `http://127.0.0.1:${port}`;
  browser = await openBrowser();
  page = await browser.newPage();
  page.on("request", (request) => {
    sent.push(request);
    versions.add(request.headers()["if-match"]);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // Answers that are refused on purpose are no fault of the page.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  folder.remove();
});

beforeEach(() => {
  sent = [];
});

/** A page without a past, at a call. */
async function open(hash = "", width = 1280): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.goto("about:blank");
  await page.goto(`${origin}/docs${hash}`);
  await page.locator("#heading").waitFor();
}

/** The form of a call, with the key typed in. */
async function openForm(call: string): Promise<void> {
  await open(`#${call}`);
  await page.fill("#key", DEVELOPMENT_KEY);
  await page.click("#side-try");
}

const status = () => page.locator("#status").textContent();
const calls = () =>
  sent.filter((request) => !/\/(?:docs|openapi\.json)/.test(new URL(request.url()).pathname));
const read = async (path: string) =>
  (await fetch(`${origin}${path}`, { headers: { key: DEVELOPMENT_KEY } })).json() as Promise<{
    version: number;
    items: unknown[];
  }>;

/** An expression: what stands in the panel after a click on each switch. */
const shownBySwitches = (languages: readonly string[]) => `${JSON.stringify(languages)}.map((language) => {
  document.getElementById("language-" + language).click();
  return document.getElementById("language-panel").textContent;
})`;

describe.skipIf(CHROMIUM === null)("the reference page", () => {
  it("finds members, codes and words of descriptions, and leads to them", async () => {
    await open();
    /** Waits until it reads so: the page answers in its own time. */
    const shown = (place: string, text: RegExp) => page.locator(place, { hasText: text }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("totals.overdue");
    await page.locator("#found", { hasText: /^\d+ calls$/ }).waitFor();
    await page.locator(".hits > li", { hasText: "Read a plan" }).locator(".piece").first().click();
    await shown("#heading", /^Read a plan$/);
    await page.locator('.found[data-member="overdue"]').waitFor();

    await page.fill("#search", "PAYMENT_ALREADY_REVERSED");
    await shown("#found", /^1 call$/);
    await page.locator(".piece", { hasText: "code" }).first().click();
    await shown("#heading", /^Take a payment back$/);
    await shown(".found pre", /"code": "PAYMENT_ALREADY_REVERSED"/);

    await page.fill("#search", "merge patch amount alone");
    await page.locator(".hits > li", { hasText: "Change some of a plan's terms" }).first().waitFor();
    await page.locator("#search").press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("#heading", { hasText: "Change some of a plan's terms" }).waitFor();
    await page.fill("#search", "no such word anywhere");
    await shown("#found", /^0 calls$/);
  });

  it("shows each call in four languages, with the answer that it gets", async () => {
    await open();
    const pages = new Set(["openapi", "docs", "help", "helpOfCall"]);
    const marks = { curl: "curl ", javascript: "await fetch(", php: "curl_exec", csharp: "HttpClient" };
    for (const { operation, path } of operations()) {
      await page.goto(`${origin}/docs#${operation.operationId}`);
      await page.locator("#heading", { hasText: operation.summary }).waitFor();
      const root = path.split("{")[0] ?? "";
      const codes = await page.evaluate<string[]>(shownBySwitches(Object.keys(marks)));
      for (const [index, [language, mark]] of Object.entries(marks).entries()) {
        const code = codes[index];
        expect(code, `${operation.operationId} in ${language}`).toContain(mark);
        expect(code).toContain(`${origin}${root}`);
      }
      const answers = await page.locator(".answer-example pre").count();
      expect(answers, operation.operationId).toBe(pages.has(operation.operationId) ? 0 : 1);
    }
  }, 120_000);

  it("writes samples that get what they promise, run as they stand", async () => {
    const ran: string[] = [];
    await open();
    for (const { operation } of operations()) {
      await page.goto(`${origin}/docs#${operation.operationId}`);
      await page.locator("#heading", { hasText: operation.summary }).waitFor();
      // What writes is not run; the payment that one call takes back is not there.
      const notes = (await page.locator(".notes").textContent()) ?? "";
      if (notes.includes("It writes.") || operation.operationId === "reversePayment") continue;
      await page.click("#language-curl");
      const code = await page.locator("#language-panel").textContent();
      const printed = await shell(
        `export API_KEY=${DEVELOPMENT_KEY}; ${code} -sS -o /dev/null -w '%{http_code}'`,
      );
      expect(printed, code ?? "").toMatch(/^20[01]$/);
      ran.push(operation.operationId);
    }
    expect(ran.length).toBeGreaterThan(25);
    expect((await read("/v1/payment-plans/1")).version).toBe(1);
  }, 120_000);

  it("tells what this deployment adds, to who has a key", async () => {
    await open();
    await page.click("#show-settings");
    await page.locator(".failed", { hasText: "type one into the field" }).waitFor();
    await page.fill("#key", DEVELOPMENT_KEY);
    await page.click("#show-settings");
    const told = page.locator(".deployment");
    await told.waitFor();
    expect(await told.textContent()).toContain("Weekly 1, Fortnightly 2");
    expect(await told.textContent()).toMatch(/Today\d{4}-\d\d-\d\d in /);
  });

  it("opens schemas whole", async () => {
    await open("#createPaymentPlan");
    const schema = page.locator('.answer[data-status="201"] .whole-schema');
    const shut = schema.locator("details.nested:not([open])");
    expect(await shut.count()).toBeGreaterThan(3);
    await schema.getByRole("button", { name: "Open all" }).click();
    expect(await shut.count()).toBe(0);
    const deep = schema.locator('[data-member="difference"] [data-member="before"] [data-member="currency"]');
    expect(await deep.count()).toBeGreaterThan(3);
  });

  it("previews first, says so, and then nothing is written", async () => {
    await openForm("patchPaymentPlan");
    expect(await page.locator("#mode-preview").isChecked()).toBe(true);
    expect(await page.locator(".modes").textContent()).toContain("nothing is written");
    expect(await page.locator("#send").textContent()).toBe("Preview");
    await page.click("#send");
    await page.locator("#status").waitFor();
    expect(await status()).toMatch(/^200/);
    const [version, preview] = calls();
    expect([version?.method(), new URL(version?.url() ?? "").pathname]).toEqual([
      "GET",
      "/v1/payment-plans/1",
    ]);
    expect(new URL(preview?.url() ?? "").searchParams.get("validateOnly")).toBe("true");
    expect(preview?.headers()["if-match"]).toBe('"1"');
    expect((await read("/v1/payment-plans/1")).version).toBe(1);
  });

  it("asks before a write, for a version that was read, and sends nothing until it is told to", async () => {
    await openForm("patchPaymentPlan");
    await page.check("#mode-write");
    await page.click("#send");
    await page.locator(".failed", { hasText: "which version" }).waitFor();
    expect(calls()).toEqual([]);

    await page.click("#read-version");
    await page.locator(".hint", { hasText: 'The newest version is "1".' }).waitFor();
    await page.click("#send");
    const dialog = page.locator("dialog[open]");
    expect(await dialog.textContent()).toContain("Change some of a plan's terms and recalculate");
    expect(await dialog.textContent()).toContain("/v1/payment-plans/1");
    await page.keyboard.press("Enter");
    await page.locator(".hint", { hasText: "Nothing was sent." }).waitFor();
    await page.click("#send");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".hint", { hasText: "Nothing was sent." }).waitFor();
    expect(calls().map((request) => request.method())).toEqual(["GET"]);

    await page.click("#send");
    await dialog.getByRole("button", { name: "Write" }).click();
    await page.locator("#status").waitFor();
    expect(await status()).toMatch(/^200/);
    expect(calls().at(-1)?.headers()["if-match"]).toBe('"1"');
    expect((await read("/v1/payment-plans/1")).version).toBe(2);
  });

  it.each(["savePaymentReference", "ContactExtraSave"])(
    "asks before %s, which has no preview",
    async (call) => {
      await openForm(call);
      expect(await page.locator(".notice").textContent()).toContain("writes and has no preview");
      await page.click("#send");
      await page.locator("dialog[open]", { hasText: "This call has no preview." }).waitFor();
      await page.getByRole("button", { name: "Cancel" }).click();
      expect(calls()).toEqual([]);
    },
  );

  it("packs a contract body with gzip, and unpacks the answer", async () => {
    await openForm("UpdatePaymentPlanAndRecalculate");
    await page.selectOption("#type", "application/x-compressed-json");
    await page.click("#send");
    await page.locator("#status").waitFor();
    expect(await status()).toMatch(/^200/);
    const request = calls().at(-1);
    expect(request?.headers()["content-type"]).toBe("application/x-compressed-json");
    expect(request?.headers().accept).toBe("application/x-compressed-json");
    expect([...(request?.postDataBuffer()?.subarray(0, 2) ?? [])]).toEqual([0x1f, 0x8b]);
    expect(await page.locator(".result pre").first().textContent()).toContain('"paymentAmount": 5');
    await page.click("#side-samples");
    await page.click("#language-curl");
    const code = await page.locator("#language-panel").textContent();
    const printed = await shell(`export API_KEY=${DEVELOPMENT_KEY}; ${code}`);
    expect(JSON.parse(printed.replace("\uFEFF", ""))).toMatchObject({ paymentPlanID: 1, installments: 6 });
  });

  it("keeps the key in memory alone, and sends it to the service alone", async () => {
    await openForm("getPaymentPlan");
    await page.click("#send");
    await page.locator("#status").waitFor();
    expect(calls().map((request) => request.headers().key)).toEqual([DEVELOPMENT_KEY]);
    const stored = await page.evaluate(
      "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])",
    );
    expect(stored).not.toContain(DEVELOPMENT_KEY);
    await page.click("#side-samples");
    expect(await page.locator("main").textContent()).not.toContain(DEVELOPMENT_KEY);
    expect(
      sent.every((request) => /^data:/.test(request.url()) || new URL(request.url()).origin === origin),
    ).toBe(true);
    await page.reload();
    expect(await page.inputValue("#key")).toBe("");
  });

  it("is worked with the keyboard", async () => {
    await open("#getPaymentPlan");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("To the call");
    await page.locator("#side-samples").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#side-try").getAttribute("aria-selected")).toBe("true");
    expect(await page.locator(":focus").textContent()).toBe("Try it");
    await page.keyboard.press("Home");
    await page.locator("#language-curl").focus();
    await page.keyboard.press("End");
    expect(await page.locator("#language-panel").textContent()).toContain("HttpClient");
  });

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)(
    "is %s, %i pixels wide, without a fault that axe finds or a line that is cut off",
    async (scheme, width) => {
      const check = async (what: string) => {
        expect(await faultsOf(page), what).toEqual([]);
        expect(
          await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
          what,
        ).toBeLessThanOrEqual(0);
      };
      await page.emulateMedia({ colorScheme: scheme });
      await open("", width);
      await check("the start");
      await page.fill("#search", "overdue");
      await check("what was found");
      await open("#UpdatePaymentPlanAndRecalculate/member/PaymentPlanID", width);
      await check("a call");
      await openForm("recordPayment");
      await page.setViewportSize({ width, height: 900 });
      await page.check("#mode-write");
      await page.fill("#p-If-Match", '"1"');
      await check("the form");
      await page.click("#send");
      await page.locator("dialog[open]").waitFor();
      await check("the question");
      await page.keyboard.press("Escape");
    },
  );

  it("never sent If-Match: * in all this, and the browser had nothing to complain of", () => {
    expect([...versions].sort()).toEqual(['"1"', undefined]);
    expect(complaints).toEqual([]);
  });
});
