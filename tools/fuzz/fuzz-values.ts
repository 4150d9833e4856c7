// Values for the fuzzer: what a JSON Schema asks for, mostly, and now and then what nobody should send.
import fc from "fast-check";

export type Schema = Readonly<Record<string, unknown>>;
type Resolve = (schema: Schema) => Schema;

const HOSTILE_TEXT = [
  ...[
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "x\udfff",
    "\ufeff",
    "\u202e",
    "é",
    "e\u0301",
    "𝕏",
    "\r\nX-Evil: 1",
  ],
  ...[
    "__proto__",
    "constructor",
    "null",
    "true",
    "NaN",
    "Infinity",
    "-0",
    "1e999",
    "0x10",
    "1_000",
    "1,5",
    "+1",
    "٣",
  ],
  ...[
    "9".repeat(40),
    "0.1",
    "0.001",
    "-1",
    "x".repeat(300),
    "%00",
    "' or 1=1 --",
    "<b>",
    "&amp;",
    "]]>",
    "$ {x}",
  ],
  ...[
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2024-02-30",
    "2025-13-01",
    "2024-12-04T08:13:04+14:00",
    "/Date(1)/",
  ],
];
const HOSTILE_NUMBERS = [0, -0, -1, 0.5, 600, 601, 2 ** 31 - 1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 1e-7];

const DATES = ["2025-01-31", "2024-02-29", "2024-12-04", "2030-06-30", "9999-12-30", "0001-01-01"];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXT),
  fc.string({ unit: "binary", maxLength: 12 }),
);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[[[]]]], { a: { b: [null] } }, ...HOSTILE_NUMBERS),
);

/** A pattern is only ever one of ours for decimal text or whole numbers. */
const digits = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }).map(String),
  fc.integer({ min: 1, max: 900_000 }).map((minor) => (minor / 100).toFixed(2)),
);

const text = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.format === "date") return fc.constantFrom(...DATES);
  if (schema.pattern !== undefined) return digits;
  if (/ISO 4217/.test(String(schema.description))) return fc.constantFrom("AUD", "AUD", "AUD", "JPY", "aud");
  const maxLength = Math.min(Number(schema.maxLength ?? 20), 20);
  return fc.oneof(
    fc.string({ minLength: Number(schema.minLength ?? 0), maxLength }),
    digits,
    fc.constant("Cash"),
  );
};

const whole = ({ minimum = -5, maximum = 700 }: Schema): fc.Arbitrary<unknown> => {
  // Ranges of 32 bits begin where no id is.
  const [min, max] = [Math.max(Number(minimum), -2), Number(maximum)];
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min, max: Math.min(max, min + 12) }) },
    {
      weight: 1,
      arbitrary: fc
        .maxSafeInteger()
        .filter((value) => value >= min && value <= max)
        .map(Number),
    },
  );
};

/** What the schema takes; one value in a dozen is hostile instead. */
export function valueFor(schema: Schema, resolve: Resolve, depth = 0): fc.Arbitrary<unknown> {
  const valid = sound(resolve(schema), resolve, depth);
  return fc.oneof({ weight: 40, arbitrary: valid }, { weight: 1, arbitrary: hostileValue });
}

function sound(schema: Schema, resolve: Resolve, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return hostileValue;
  const inner = (next: unknown) => valueFor((next ?? {}) as Schema, resolve, depth + 1);
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
  for (const several of [schema.anyOf, schema.oneOf]) {
    if (Array.isArray(several)) return fc.oneof(...several.map(inner));
  }
  const [type] = [schema.type].flat();
  switch (Array.isArray(schema.type) ? undefined : type) {
    case "string":
      return text(schema);
    case "integer":
      return whole(schema);
    case "number":
      return fc.oneof(whole(schema), fc.double({ noNaN: true }));
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(inner(schema.items), { maxLength: 5 });
    case "object":
      return objectOf(schema, inner);
    default:
      if (!Array.isArray(schema.type)) return hostileValue;
      return fc.oneof(...schema.type.map((one: unknown) => sound({ ...schema, type: one }, resolve, depth)));
  }
}

function objectOf(schema: Schema, inner: (next: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>);
  const model = Object.fromEntries(properties.map(([name, of]) => [name, inner(of)]));
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const known = fc.record(model, { requiredKeys: required.filter((name) => name in model) });
  const more = fc.tuple(known, fc.constantFrom("__proto__", "constructor", "x", ""), hostileValue);
  const extended = more.map(([object, name, value]) =>
    Object.fromEntries([...Object.entries(object), [name, value]]),
  );
  const fewer = fc.record(model, { requiredKeys: [] });
  return fc.oneof(
    { weight: 20, arbitrary: known },
    { weight: 1, arbitrary: fewer },
    { weight: 1, arbitrary: extended },
  );
}
