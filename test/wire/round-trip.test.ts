// The law decode(encode(x)) = x, for every DTO in every format, casing and charset; and one DTO means the same in all.

import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  actionResultVm,
  contactPaymentReferenceModel,
  storedPaymentReference,
} from "../../src/http/contracts/debtrak/dtos.ts";
import {
  auditDataDto,
  paymentInstallmentDto,
  paymentPlanDto,
} from "../../src/http/contracts/procura/dtos.ts";
import { webApiResult } from "../../src/http/webapi/action-result.ts";
import { decodeBody } from "../../src/http/webapi/body/decode-body.ts";
import type { Decoded, Dto } from "../../src/http/webapi/body/decoded.ts";
import type { Contract } from "../../src/http/webapi/contract.ts";
import { parseContentType } from "../../src/http/webapi/negotiate/media-type.ts";
import { selectReader } from "../../src/http/webapi/negotiate/negotiate.ts";
import { tableOf } from "../../src/http/webapi/values/enum-table.ts";
import type { DtoOf, Member, Shape, WireValue } from "../../src/http/webapi/values/shape.ts";
import { writeResult } from "../../src/http/webapi/write-result.ts";
import { debtrakContract, procuraContract as procura } from "../../tools/shared/default-contracts.ts";

// The only contract of this kind: PascalCase and compressed at once.
const pascal: Contract = { ...debtrakContract, enums: procura.enums, formats: procura.formats };

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const dates = fc
  .record({
    time: fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    }),
    ticks: fc.nat(9_999_999),
    zone: fc.oneof(
      fc.constantFrom("", "Z", "+00:00"),
      fc
        .tuple(fc.constantFrom("+", "-"), fc.integer({ min: 1, max: 14 * 60 }))
        .map(([sign, minutes]) => `${sign}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`),
    ),
  })
  .map(({ time, ticks, zone }) => {
    const fraction = ticks === 0 ? "" : `.${pad(ticks, 7).replace(/0+$/, "")}`;
    return time.toISOString().slice(0, 19) + fraction + zone;
  });

/** With a point: JSON writes one into every decimal, so a whole number is `5.0` again (docs/wire.md "Bodies out"). */
const decimals = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 79_228_162_514_264_337_593_543_950_335n }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([negative, digits, scale]) => {
    const text = digits.toString().padStart(scale + 1, "0");
    const sign = negative && digits !== 0n ? "-" : "";
    return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
  });

const int32s = fc.integer({ min: -2147483648, max: 2147483647 });
/** Every character there is, control characters and non-characters included; no lone surrogates. */
const texts = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.stringMatching(/^[\s<>&"'\]]{0,6}$/));

const held = (member: Member): fc.Arbitrary<WireValue> => {
  switch (member.kind) {
    case "int32":
      return int32s;
    case "int32?":
      return fc.option(int32s);
    case "string":
      return fc.option(texts);
    case "decimal":
      return decimals;
    case "decimal?":
      return fc.option(decimals);
    case "dateTime":
      return dates;
    case "dateTime?":
      return fc.option(dates);
    case "bool":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...Object.keys(tableOf(procura.enums, member.table)));
    case "object":
      return fc.option(dtoOf(member.shape));
    case "computed":
      return fc.constant(null);
  }
};

const dtoOf = (shape: Shape): fc.Arbitrary<Dto> =>
  fc.record(
    Object.fromEntries(
      shape.members.filter(({ kind }) => kind !== "computed").map((member) => [member.name, held(member)]),
    ),
  );

const wires = [pascal, procura].flatMap((contract) =>
  ["application/json", "text/json", "application/xml", "text/xml", "application/x-compressed-json"].flatMap(
    (accept) => ["utf-8", "utf-16"].map((charset) => ({ contract, accept, charset })),
  ),
);

const roundTrip = async (
  { contract, accept, charset }: (typeof wires)[number],
  shape: Shape,
  value: Dto,
): Promise<Decoded | "too large"> => {
  const request = new Request("http://h/", { headers: { accept, "accept-charset": charset } });
  const response = await writeResult(contract, request, webApiResult(200, shape, value as DtoOf<Shape>));
  const contentType = parseContentType(response.headers.get("content-type"));
  const format = contentType === null ? null : selectReader(contract.formats, contentType);
  if (format === null) throw new Error(`no reader for ${accept}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return decodeBody({ contract, format, shape, bytes, contentType });
};

const shapes: readonly Shape[] = [
  contactPaymentReferenceModel,
  storedPaymentReference,
  actionResultVm,
  auditDataDto,
  paymentPlanDto,
  paymentInstallmentDto,
];

describe("decode(encode(x)) = x", () => {
  for (const shape of shapes) {
    test.prop([dtoOf(shape), fc.constantFrom(...wires)], { numRuns: 300 })(
      `${shape.name}`,
      async (value, wire) => {
        expect(await roundTrip(wire, shape, value)).toEqual({ value, missing: new Set(), errors: null });
      },
    );
  }

  test.prop([dtoOf(paymentPlanDto), fc.constantFrom(...wires), fc.constantFrom(...wires)], { numRuns: 100 })(
    "one plan is read alike from any two formats",
    async (value, one, other) => {
      expect(await roundTrip(one, paymentPlanDto, value)).toEqual(
        await roundTrip(other, paymentPlanDto, value),
      );
    },
  );

  test.prop([fc.bigInt({ min: 0n, max: 10n ** 27n })])(
    "a whole amount gains a point in JSON and none in XML",
    async (amount) => {
      const value = { ...paymentPlanDto.initial, PaymentAmount: String(amount), Recurrence: "Weekly" };
      const [json, xml] = [wires[0], wires[4]];
      if (json === undefined || xml === undefined) throw new Error("no wires");
      const read = async (wire: typeof json): Promise<unknown> => {
        const decoded = await roundTrip(wire, paymentPlanDto, {
          ...value,
          PaymentMethod: "Cash",
          RecordState: "Active",
        });
        return decoded === "too large" ? decoded : decoded.value?.PaymentAmount;
      };
      expect(await read(json)).toBe(`${amount}.0`);
      expect(await read(xml)).toBe(String(amount));
    },
  );
});
