// The README as a stranger follows it: `npm run dev` afresh, the pages it names, and its examples in its order.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run } from "../support/processes.ts";
import { examplesOf, typed, unprinted } from "./examples.ts";
import { readText } from "./repository.ts";

/** Where the papers say that the service is. */
const ADDRESS = "http://127.0.0.1:8787";
const README = readText("README.md");
const EXAMPLES = [...examplesOf(README), ...examplesOf(readText("docs/clients.md"))];

describe("on a fresh npm run dev", () => {
  const folder = temporaryFolder();
  let service: Running;
  let url: string;

  beforeAll(async () => {
    service = run("scripts/dev.ts", { DATA_FOLDER: folder.path, TIME_ZONE: "UTC" });
    await service.prints("Ctrl-C stops", 90_000);
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(service.output())?.[0] ?? "";
  }, 100_000);
  afterAll(async () => {
    await service.kill("SIGINT");
    folder.remove();
  }, 30_000);

  it("every page that the README names is there", async () => {
    const pages = Array.from(
      README.matchAll(/<(http:\/\/127\.0\.0\.1:8787\/[^>]*)>/g),
      ([, page = ""]) => page,
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      const response = await fetch(page.replace(ADDRESS, url), { headers: { Accept: "text/html" } });
      expect([page, response.status]).toEqual([page, 200]);
      expect(await response.text(), page).toContain("<!doctype html>");
    }
  });

  it("every example prints what it says", async () => {
    expect(EXAMPLES.length).toBeGreaterThan(5);
    for (const example of EXAMPLES) {
      const output = await typed(example.commands.replaceAll(ADDRESS, url), folder.path);
      expect({ unprinted: unprinted(example, output), output }).toEqual({ unprinted: [], output });
    }
  });
});

describe("an example", () => {
  const paper = "```sh\necho a\necho 'b c'\n```\n\n```text\na\nb…\n```\n\n```sh\nnpm ci\n```\n";

  it("is commands and what they print", async () => {
    const [example, ...others] = examplesOf(paper);
    expect(others).toEqual([]);
    if (example === undefined) throw new Error("an example is there");
    expect(unprinted(example, await typed(example.commands, "."))).toEqual([]);
    expect(unprinted(example, "a\nc")).toEqual(["b…"]);
    expect(unprinted(example, "ab\nb")).toEqual(["a"]);
  });

  it("that fails is told", async () => {
    await expect(typed("false", ".")).rejects.toThrow("false: 1");
  });
});
