// The document shows for every success what the service really answers, and its own example calls still get it.
import { describe, expect, it } from "vitest";
import { recordedAnswers } from "../../scripts/recorded-answers.ts";
import kept from "../../src/http/openapi/answer-examples.json" with { type: "json" };
import { DOCUMENT, problemsAt } from "../support/conformance.ts";
import { operations } from "../support/described-calls.ts";

/** It would hold itself. */
const DOCUMENT_CALL = "openapi";
const PACKED = "application/x-compressed-json";

type Media = {
  readonly example?: unknown;
  readonly examples?: { readonly success?: { readonly value: unknown } };
};
type Response = { readonly $ref?: string; readonly content?: Readonly<Record<string, Media>> };

const successes = operations().flatMap(({ method, path, operation }) =>
  Object.entries(
    (operation as unknown as { readonly responses: Readonly<Record<string, Response>> }).responses,
  )
    .filter(([status]) => status.startsWith("2"))
    .map(([status, response]) => {
      const name = response.$ref?.split("/").at(-1);
      const place =
        name === undefined
          ? ["paths", path, method.toLowerCase(), "responses", status]
          : ["components", "responses", name];
      const found = place.reduce<unknown>(
        (at, part) => (at as Readonly<Record<string, unknown>>)[part],
        DOCUMENT,
      ) as Response;
      return { id: operation.operationId, status, place, content: found.content ?? {} };
    }),
);

it("the recorded answers are what the service answers today: `npm run examples` writes them anew", async () => {
  expect(await recordedAnswers()).toEqual(kept);
}, 60_000);

const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  "text/csv": /^Date,.*\r\n2024-12-04,/,
  "text/calendar": /^BEGIN:VCALENDAR\r\n/,
};

describe("every success", () => {
  it.each(successes)(
    "$id $status has an example of each body that can be shown, true to its schema",
    (success) => {
      const { id, place, content } = success;
      for (const [type, media] of Object.entries(content)) {
        const value = media.example ?? media.examples?.success?.value;
        expect(value === undefined, `${type} without an example`).toBe(
          id === DOCUMENT_CALL || type === PACKED || type === "text/html",
        );
        if (value === undefined) continue;
        if (/ndjson/.test(type)) {
          const named = id === "rehearse" ? "RehearsalLine" : "CommitLine";
          for (const line of String(value).trimEnd().split("\n")) {
            expect(problemsAt(["components", "schemas", named], JSON.parse(line))).toBeNull();
          }
        } else if (type.endsWith("json")) {
          expect(problemsAt([...place, "content", type, "schema"], value)).toBeNull();
        } else expect(value).toMatch(BEGINNINGS[type] ?? /^</);
      }
    },
  );

  it("is met: no call is left out", () => {
    expect(new Set(successes.map(({ id }) => id)).size).toBe(operations().length);
  });
});

it("a commit of a rehearsal shows the very lines that were rehearsed", () => {
  const path = "/v1/payment-plans/rehearsals/{hash}/commit";
  const content = DOCUMENT.paths[path]?.post?.requestBody?.content?.["application/x-ndjson"];
  const lines = String(content?.example).trimEnd().split("\n");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ hash: kept.rehearsal.hash });
});
