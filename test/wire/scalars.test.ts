// How one decimal, date or string is written and read: the measured scalars, and the rules at their edges.

import { describe, expect, it } from "vitest";
import { auditDataDto, paymentPlanDto } from "../../src/http/contracts/procura/dtos.ts";
import { writeJson } from "../../src/http/webapi/json/json-writer.ts";
import {
  clockSummary,
  OUT_OF_RANGE,
  parseJsonDate,
  parsePlainDate,
  parseXmlDate,
} from "../../src/http/webapi/values/date-text.ts";
import {
  parseFloatDecimal,
  parseJsonDecimal,
  parsePlainDecimal,
  parseXmlDecimal,
} from "../../src/http/webapi/values/decimal-text.ts";
import {
  enumNameOf,
  parseBoolean,
  parseEnumText,
  parseFormInteger,
  parseInteger,
  parseJsonInteger,
  parseXmlBoolean,
  parseXmlEnum,
} from "../../src/http/webapi/values/scalars.ts";
import { writeXml } from "../../src/http/webapi/xml/xml-writer.ts";
import { type ScalarCase, scalarCases } from "./case-file.ts";
import { contracts } from "./probe-app.ts";
import { fullPlan } from "./probes.ts";

const dtoText = ({ kind, value }: ScalarCase): string | null => {
  if (kind === "decimal") return parseJsonDecimal(value);
  if (kind === "string") return value;
  const date = parseJsonDate(value);
  return date === OUT_OF_RANGE ? null : date;
};

const written = (scalar: ScalarCase): string | undefined => {
  const held = dtoText(scalar);
  expect(held).not.toBeNull();
  if (scalar.kind === "string") {
    const audit = { DateUtc: "2024-12-04T00:00:00", UserName: held };
    return scalar.format === "json"
      ? /"userName":(.*),"summary"/s.exec(writeJson(contracts.procura, auditDataDto, audit))?.[1]
      : /<UserName>(.*)<\/UserName>/s.exec(writeXml(auditDataDto, audit))?.[1];
  }
  const member = scalar.kind === "decimal" ? "PaymentAmount" : "StartDate";
  const plan = { ...fullPlan, [member]: held };
  return scalar.format === "json"
    ? new RegExp(`"${member}":([^,]*),`).exec(writeJson(contracts.debtrak, paymentPlanDto, plan))?.[1]
    : new RegExp(`<${member}>(.*)</${member}>`).exec(writeXml(paymentPlanDto, plan))?.[1];
};

describe("the measured scalars", () => {
  it.each(scalarCases.map((scalar) => [scalar.id, scalar] as const))(
    "%s is written as measured",
    (_id, scalar) => {
      expect(written(scalar)).toBe(scalar.text);
    },
  );
});

describe("decimals", () => {
  it.each([
    ["5", "5"],
    ["5.0", "5.0"],
    ["-0", "0"],
    ["-0.00", "0.00"],
    ["1.50e1", "15.0"],
    ["1e2", "100"],
    ["1.5e-2", "0.015"],
    ["0e9", "0"],
    ["0e-40", "0.0000000000000000000000000000"],
    ["1e-999999999999", "0"],
    ["79228162514264337593543950335", "79228162514264337593543950335"],
    ["79228162514264337593543950335.4", "79228162514264337593543950335"],
    ["7.9228162514264337593543950336", "7.922816251426433759354395034"],
    ["0.33333333333333333333333333333333", "0.3333333333333333333333333333"],
    // Json.NET rounds what the 96 bits cannot hold half up, decimal.Parse half to even.
    ["1234567890123456789012345678.85", "1234567890123456789012345678.9"],
    [`1.${"0".repeat(200_000)}1`, "1.0000000000000000000000000000"],
  ])("JSON %s is %s", (literal, held) => {
    expect(parseJsonDecimal(literal)).toBe(held);
  });

  it.each(["8e28", "79228162514264337593543950336", "1e400", "1e999999999999", "", "-", "1.", ".5", "01"])(
    "JSON %s is refused",
    (literal) => {
      expect(parseJsonDecimal(literal)).toBeNull();
    },
  );

  it("rounds a half to even in XML", () => {
    expect(parseXmlDecimal("1234567890123456789012345678.85")).toBe("1234567890123456789012345678.8");
    expect(parseXmlDecimal("0.00000000000000000000000000005")).toBe("0.0000000000000000000000000000");
    expect(parseXmlDecimal("0.000000000000000000000000000051")).toBe("0.0000000000000000000000000001");
  });

  it("knows the sign's places in text", () => {
    expect(["5-", "-5", " +5.10 ", "5 -", ".5", "5."].map(parsePlainDecimal)).toEqual([
      "-5",
      "-5",
      "5.10",
      "-5",
      "0.5",
      "5",
    ]);
    expect(["-5-", "5,10", "1,000", "$5", "(5)", "5 5", "٥"].map(parsePlainDecimal)).toEqual(
      Array(7).fill(null),
    );
    expect(["5-", "1e2", "5,0", ""].map(parseXmlDecimal)).toEqual(Array(4).fill(null));
    expect(["1e2", "1e99", "x"].map(parseFloatDecimal)).toEqual(["100", "overflow", "format"]);
  });
});

describe("integers", () => {
  it("stays within 32 bits", () => {
    expect(["2147483647", "-2147483648", "2147483648", "-2147483649", "-0"].map(parseInteger)).toEqual([
      2147483647,
      -2147483648,
      null,
      null,
      0,
    ]);
    expect(["1.0", "1e2", "+5", "", "007"].map(parseJsonInteger)).toEqual([null, null, null, null, 7]);
  });

  it("reads a form's hexadecimal", () => {
    expect(
      ["#10", "0x10", "&H10", "0xFFFFFFFF", "0x", "0xZZ", "0x1FFFFFFFF", "1.0"].map(parseFormInteger),
    ).toEqual([16, 16, 16, -1, "overflow", "format", "overflow", "format"]);
  });
});

describe("enumerations and booleans", () => {
  const table = { Weekly: 1, Monthly: 3 };

  it("takes names in any case and numbers of the table", () => {
    expect(["weekly", " Monthly ", "+3", "1"].map((text) => parseEnumText(table, text))).toEqual([
      "Weekly",
      "Monthly",
      "Monthly",
      "Weekly",
    ]);
  });

  it("refuses what is not on the table, inherited names included", () => {
    for (const text of ["", "2", "0", "Daily", "Weekly,Monthly", "constructor", "__proto__", "toString"]) {
      expect(parseEnumText(table, text)).toBeNull();
      expect(parseXmlEnum(table, text)).toBeNull();
    }
    for (const text of [" Weekly", "Weekly ", "\nWeekly\n", "\tMonthly"]) {
      expect(parseXmlEnum(table, text)).toBeNull();
      expect(parseEnumText(table, text)).not.toBeNull();
    }
    expect(parseXmlEnum(table, "Weekly")).toBe("Weekly");
    expect(enumNameOf(table, 0)).toBeNull();
    expect(parseXmlEnum(table, "weekly")).toBeNull();
  });

  it("reads booleans as each format does", () => {
    expect(["true", " FALSE ", "1", ""].map(parseBoolean)).toEqual([true, false, null, null]);
    expect([" true ", "0", "1", "TRUE", ""].map(parseXmlBoolean)).toEqual([true, false, true, null, null]);
  });
});

describe("dates", () => {
  it("keeps the offset as written and the fraction as .NET shows it", () => {
    expect(parseJsonDate("2024-12-04T08:13:04.1230000-05:30")).toBe("2024-12-04T08:13:04.123-05:30");
    expect(parseJsonDate("2024-12-04T08:13:04-00:00")).toBe("2024-12-04T08:13:04+00:00");
    expect(parseJsonDate("2024-12-31T23:59:59.99999999Z")).toBe("2025-01-01T00:00:00Z");
    expect(parseJsonDate("2024-02-28T24:00:00")).toBe("2024-02-29T00:00:00");
  });

  it("shows a Microsoft date on its writer's clock", () => {
    expect(parseJsonDate("/Date(1733299984261+1000)/")).toBe("2024-12-04T18:13:04.261+10:00");
    expect(parseJsonDate("/Date(1733299984000)/")).toBe("2024-12-04T08:13:04Z");
  });

  it("tells a Microsoft date of no real year from one that is no number", () => {
    for (const milliseconds of ["99999999999999999", "253402300800000", "-62135596800001"]) {
      expect(parseJsonDate(`/Date(${milliseconds})/`)).toBe(OUT_OF_RANGE);
      expect(parseJsonDate(`/Date(${milliseconds}+1000)/`)).toBe(OUT_OF_RANGE);
    }
    expect(parseJsonDate("/Date(253402300799999)/")).toBe("9999-12-31T23:59:59.999Z");
    expect(parseJsonDate("/Date(-62135596800000)/")).toBe("0001-01-01T00:00:00Z");
    // Beyond 64 bits .NET reads no number, and with the offset the year would be none.
    for (const text of [
      "9223372036854775808",
      "9".repeat(200_000),
      "253402300799999+0100",
      "0+1401",
      "0+1060",
    ]) {
      expect(parseJsonDate(`/Date(${text})/`)).toBeNull();
    }
  });

  it.each([
    ["Wed, 04 Dec 2024 08:13:04 GMT", "2024-12-04T08:13:04Z"],
    ["Wed, 04 Dec 2024 08:13:04 +0000", "2024-12-04T08:13:04+00:00"],
    ["Wed, 04 Dec 2024 23:30:00 -0530", "2024-12-04T23:30:00-05:30"],
    [new Date(Date.UTC(2024, 1, 29)).toUTCString(), "2024-02-29T00:00:00Z"],
    ["Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00Z"],
    ["2024-12-04Z", "2024-12-04T00:00:00Z"],
    ["2024-12-04+10:00", "2024-12-04T00:00:00+10:00"],
    [" 2024-12-04-14:00 ", "2024-12-04T00:00:00-14:00"],
  ])("reads %s as %s, in JSON and in forms", (text, date) => {
    expect(parseJsonDate(text)).toBe(date);
    expect(parsePlainDate(text)).toBe(date);
  });

  it.each([
    "Mon, 04 Dec 2024 08:13:04 GMT",
    "Wednesday, 04-Dec-24 08:13:04 GMT",
    "Wed, 04 Dec 24 08:13:04 GMT",
    "Wed, 31 Jun 2024 08:13:04 GMT",
    "Fri, 29 Feb 2023 08:13:04 GMT",
    "Wed, 04 Dez 2024 08:13:04 GMT",
    "Wed, 04 Dec 2024 08:13:04 EST",
    "Wed, 04 Dec 2024 08:13:04 +1500",
    "Wed, 04 Dec 2024 24:00:00 GMT",
    "Wed, 04 Dec 2024 08:13:04",
    "04 Dec 2024 08:13:04 GMT",
    "2024-12-04-05",
    "2024-12-04 +10:00",
    "2024-12-04+14:01",
    "2024-12-04+10:60",
    "2024/12-04",
    "2024-12-04T08:13:04+14:01",
    "2024-12-04T08:13:04-15:00",
    "2024-12-04T08:13:04+05:60",
    "2024-12-04T08:13:04+0560",
    "2024-12-04 08:13:04 +9960",
  ])("refuses %s in every format", (text) => {
    expect(parseJsonDate(text)).toBeNull();
    expect(parsePlainDate(text)).toBeNull();
    expect(parseXmlDate(text)).toBeNull();
  });

  it.each([
    "9999-12-31T23:59:59.99999999Z",
    "2023-02-29T00:00:00Z",
    "0000-01-01T00:00:00",
    "04/12/2024",
    "4 Dec 2024",
    "08:13:04",
    "2024-12-04T08:60:00",
    "2024-12-04T24:00:01",
    "2024-12-04 08:13 +15:00",
    "٢٠٢٤-12-04",
  ])("refuses %s", (text) => {
    expect(parseJsonDate(text)).toBeNull();
    expect(parseXmlDate(text)).toBeNull();
    expect(parsePlainDate(text)).toBeNull();
  });

  it("takes a month with a zone for a date in XML alone, where it is one", () => {
    expect(parseJsonDate("2024-12Z")).toBeNull();
    expect(parsePlainDate("2024-12Z")).toBeNull();
  });

  it("takes only schema dates in XML", () => {
    expect(["2024", "2024-12Z", "2024-12-04+10:00"].map(parseXmlDate)).toEqual([
      "2024-01-01T00:00:00",
      "2024-12-01T00:00:00Z",
      "2024-12-04T00:00:00+10:00",
    ]);
    expect(["--12-04", "---04", "2024-1-2", "/Date(0)/", "2024-12-04T08:13"].map(parseXmlDate)).toEqual(
      Array(5).fill(null),
    );
  });

  it("summarises by the date's own clock", () => {
    expect(clockSummary("2024-12-04T00:05:09+10:00")).toBe("12/4/2024 12:05:09 AM");
    expect(clockSummary("0001-01-01T12:00:00")).toBe("1/1/0001 12:00:00 PM");
  });
});
