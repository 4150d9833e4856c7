// Every measured case through the mounted pipeline: equal to the original, or a named deviation from it.

import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { allCases, type Case, type MeasuredDto } from "./case-file.ts";
import { type Deviation, deviations, type Expectation } from "./deviations.ts";
import { type Answer, contracts, probeApp, requestOf } from "./probe-app.ts";

const apps = { debtrak: probeApp(contracts.debtrak), procura: probeApp(contracts.procura) };

const GZIP = 0x1f;

/** Bodies as text. Gzip is compared by what it holds: two deflate implementations never agree on the bytes. */
const textOf = (body: Uint8Array): string =>
  Buffer.from(body[0] === GZIP ? gunzipSync(body) : body).toString("latin1");

const utf8 = (body: Uint8Array): string => Buffer.from(body).toString("utf8");

const MESSAGE = /^(?:\{"message":"((?:[^"\\]|\\.)*)"|<Error><Message>([^<]*))/i;

const messageOf = (body: Uint8Array): string | undefined => {
  const match = MESSAGE.exec(utf8(body));
  return match?.[1] ?? match?.[2];
};

const measuredBody = ({ response }: Case): Uint8Array => Buffer.from(response.bodyBase64 ?? "", "base64");

const isDecode = ({ id }: Case): boolean => !id.startsWith("E-");

/** What every answer of a contract carries (docs/wire.md "Bodies out"). */
const NO_CACHE = { "Cache-Control": "no-cache", Pragma: "no-cache", Expires: "-1" };

/** What differs in the headers. `Allow` is the one that was measured: it is on an answer where it was, and only there. */
const headerDifferences = ({ response }: Case, answer: Answer): readonly string[] => {
  const wanted = { Allow: null, ...NO_CACHE, ...response.headers };
  const found = Object.entries(wanted)
    .filter(([name, value]) => answer.headers.get(name) !== value)
    .map(([name]) => `${name}: ${answer.headers.get(name)}`);
  if (answer.contentType !== (response.contentType ?? null)) found.push(`content type ${answer.contentType}`);
  return found;
};

/** What differs from the measured answer; empty when equal. A doubtful case is held to status and Message only. */
const differences = (testCase: Case, answer: Answer): readonly string[] => {
  const { request, response } = testCase;
  const measured = measuredBody(testCase);
  const found: string[] = [];
  if (answer.status !== response.status) found.push(`status ${answer.status}, not ${response.status}`);
  if (testCase.doubt !== undefined) {
    if (messageOf(answer.body) !== messageOf(measured)) found.push(`message ${messageOf(answer.body)}`);
    return found;
  }
  found.push(...headerDifferences(testCase, answer));
  // An answer to HEAD has no body to compare: HTTP forbids it.
  if (request.method !== "HEAD" && textOf(answer.body) !== textOf(measured))
    found.push(`body ${utf8(answer.body)}`);
  const isBound = isDecode(testCase) && response.status === 200;
  if (isBound && JSON.stringify(answer.bound) !== JSON.stringify(response.bound)) {
    found.push(`bound ${JSON.stringify(answer.bound)}`);
  }
  return found;
};

const expectationOf = (testCase: Case): { deviation: Deviation; expectation: Expectation } | null => {
  for (const deviation of deviations) {
    const entry = deviation.cases.find(([pattern]) => pattern.test(testCase.id));
    if (entry !== undefined) return { deviation, expectation: entry[1](testCase) };
  }
  return null;
};

const errorText = (testCase: Case, modelState: Readonly<Record<string, readonly string[]>>): string => {
  const message = "The request is invalid.";
  if (testCase.request.accept === "application/xml") {
    const states = Object.entries(modelState).map(([key, texts]) => `<${key}>${texts.join(" ")}</${key}>`);
    return `<Error><Message>${message}</Message><ModelState>${states.join("")}</ModelState></Error>`;
  }
  return JSON.stringify(
    testCase.contract === "debtrak" ? { Message: message, ModelState: modelState } : { message, modelState },
  );
};

const assertOurs = (testCase: Case, answer: Answer, expectation: Expectation): void => {
  // What we do otherwise is the status and the body: in which type it is written is decided as measured.
  if (testCase.doubt === undefined) expect(headerDifferences(testCase, answer)).toEqual([]);
  switch (expectation.kind) {
    case "refused":
      expect(answer.status).toBe(400);
      expect(utf8(answer.body)).toBe(errorText(testCase, expectation.modelState));
      expect(answer.bound).toBeUndefined();
      return;
    case "answered":
      expect(answer.status).toBe(200);
      expect(utf8(answer.body)).toBe(expectation.body);
      return;
    case "bound": {
      const bound: MeasuredDto = { ...testCase.response.bound, ...expectation.members };
      expect(answer.status).toBe(testCase.response.status);
      expect(answer.bound).toEqual(bound);
      if (testCase.contract === "procura") expectEcho(answer, bound);
    }
  }
};

/** The echoed plan carries the members as bound, dates to the letter. */
const expectEcho = (answer: Answer, bound: MeasuredDto): void => {
  const echoed = JSON.parse(utf8(answer.body)) as Record<string, unknown>;
  expect(echoed.startDate).toBe(bound.StartDate);
  expect(echoed.clientID).toBe(bound.ClientID);
  expect(echoed.recurrence).toBe(bound.Recurrence);
  expect(echoed.paymentAmount).toBe(Number(bound.PaymentAmount));
};

const tally = { equal: 0, skipped: 0, unexplained: 0, deviating: new Map<string, number>() };

describe("the measured cases", () => {
  for (const testCase of allCases) {
    if (testCase.volatile === true) {
      tally.skipped++;
      continue;
    }
    it(`${testCase.id}: ${testCase.note}`, async () => {
      const answer = await apps[testCase.contract].send(requestOf(testCase));
      const found = differences(testCase, answer);
      const named = expectationOf(testCase);
      if (named === null) {
        tally[found.length === 0 ? "equal" : "unexplained"]++;
        expect(found).toEqual([]);
        return;
      }
      expect(found, "listed as deviating, but equal to the original: take it off the table").not.toEqual([]);
      assertOurs(testCase, answer, named.expectation);
      const { name } = named.deviation;
      tally.deviating.set(name, (tally.deviating.get(name) ?? 0) + 1);
    });
  }

  afterAll(() => {
    const deviating = [...tally.deviating].map(([name, count]) => `  ${count} ${name}`);
    console.log(
      [
        `wire cases: ${tally.equal} equal, ${tally.unexplained} unexplained, ${tally.skipped} volatile skipped, deviating:`,
        ...deviating,
      ].join("\n"),
    );
  });
});

describe("the deviation table", () => {
  it.each(deviations.flatMap(({ name, cases }) => cases.map(([pattern]) => [name, pattern] as const)))(
    "%s: %s names a case",
    (_name, pattern) => {
      expect(allCases.some(({ id }) => pattern.test(id))).toBe(true);
    },
  );

  it("explains every deviation", () => {
    for (const { name, original, ours, why } of deviations) {
      expect([name, original, ours, why].every((text) => text.length > 2)).toBe(true);
    }
  });
});
