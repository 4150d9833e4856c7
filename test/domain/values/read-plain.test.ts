// Canonical text and the readers that take it apart again.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { canonicalText, type Plain } from "../../../src/domain/values/canonical-text.ts";
import {
  listOf,
  objectOf,
  oneOf,
  type Reader,
  readBigint,
  readBoolean,
  readCurrency,
  readDate,
  readInteger,
  readString,
  readText,
} from "../../../src/domain/values/read-plain.ts";

describe("canonicalText", () => {
  it("sorts members by code unit and writes no white space", () => {
    expect(canonicalText({ b: 1, a: [true, null, "x"], B: { z: -5n, y: 0 } })).toBe(
      '{"B":{"y":0,"z":"-5"},"a":[true,null,"x"],"b":1}',
    );
    expect(canonicalText([])).toBe("[]");
    expect(canonicalText({})).toBe("{}");
  });

  it("escapes a lone surrogate, so that the text is well formed", () => {
    expect(canonicalText("\ud800")).toBe('"\\ud800"');
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("has no text for %d", (value) => {
    expect(() => canonicalText(value)).toThrow(TypeError);
  });

  it("has no text for what is no data", () => {
    expect(() => canonicalText({ a: undefined } as unknown as Plain)).toThrow(
      "no canonical text for undefined",
    );
  });

  const plain = fc.letrec<{ value: Plain }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.string({ unit: "binary" }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value")),
      fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }),
    ),
  })).value;

  test.prop([plain])("is JSON that reads back, and one text per value", (value) => {
    const text = canonicalText(value);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(canonicalText(JSON.parse(text))).toBe(text);
  });
});

describe("readers", () => {
  const pair = objectOf<{ n: number; big: bigint }>({ n: readInteger, big: readBigint });

  it("read what they name and nothing else", () => {
    expect(readText('[{"n":1,"big":"-12"}]', listOf(pair))).toEqual({
      ok: true,
      value: [{ n: 1, big: -12n }],
    });
    for (const text of [
      "{}",
      "null",
      "[null]",
      "[1]",
      '[{"n":1}]',
      '[{"n":1,"big":"0","x":0}]',
      '[{"n":1,"big":"-0"}]',
      "[[]]",
    ]) {
      expect(readText(text, listOf(pair))).toMatchObject({ ok: false, error: { tag: "TEXT_MALFORMED" } });
    }
  });

  it("name the place", () => {
    expect(readText('[{"n":1,"big":"1"},{"n":"1","big":"1"}]', listOf(pair))).toEqual({
      ok: false,
      error: { tag: "TEXT_MALFORMED", reason: "$[1].n is not an integer" },
    });
  });

  it.each<[string, Reader<unknown>, string]>([
    ["1", readString, "$ is not text"],
    ["1", readBoolean, "$ is not a boolean"],
    ["1.5", readInteger, "$ is not an integer"],
    ["1", readBigint, "$ is not an integer in text"],
    ["1", readDate, "$ is not a date"],
    ['"2025-02-30"', readDate, "$ is not a date"],
    ['"2025-02-3"', readDate, "$ is not a date"],
    ['["2025-02-03"]', readDate, "$ is not a date"],
    ['"XYZ1"', readCurrency, "$ is not a currency"],
    ['"c"', oneOf("a", "b"), "$ is not one of a, b"],
    ["{}", listOf(readString), "$ is not a list"],
    ["1", objectOf({}), "$ is not an object"],
    ['""', objectOf({}), "$ is not an object"],
    ["null", objectOf({}), "$ is not an object"],
    ["[]", objectOf({}), "$ is not an object"],
    ['{"a":"1"}', objectOf({}), "$ is not just "],
    ['{"a":"1"}', objectOf({ b: readString }), "$.b is not there"],
  ])("say of %s what it is not", (text, reader, reason) => {
    expect(readText(text, reader)).toEqual({ ok: false, error: { tag: "TEXT_MALFORMED", reason } });
  });

  it("do not hide a bug", () => {
    const broken = (): never => {
      throw new RangeError("a bug");
    };
    expect(() => readText("1", broken)).toThrow("a bug");
  });
});
