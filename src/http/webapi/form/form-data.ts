// Splits a form body into names and values, as FormDataCollection and its jQuery normalisation do.

const NOTHING = [""];

/** Values by lower-case name, in the order sent. Null when a name has an opening bracket without its closing one. */
export const parseForm = (bytes: Uint8Array): ReadonlyMap<string, readonly string[]> | null => {
  const fields = new Map<string, string[]>();
  if (bytes.length === 0) return fields;
  for (const pair of new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("&")) {
    if (pair === "") {
      // A field without name and value: one of them is as good as all.
      fields.set("", NOTHING);
      continue;
    }
    const equals = pair.indexOf("=");
    const name = fieldName(urlDecode(equals === -1 ? pair : pair.slice(0, equals)));
    if (name === null) return null;
    const value = equals === -1 ? "" : urlDecode(pair.slice(equals + 1));
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
};

const lenientUtf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** `+` is a blank, %XX are UTF-8 bytes; a percent sign without two digits stays as it is. */
const urlDecode = (text: string): string => {
  const blanks = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!blanks.includes("%")) return blanks;
  return blanks.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun);
};

const decodeRun = (run: string): string => {
  const bytes = new Uint8Array(run.length / 3);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = 16 * hexDigit(run.charCodeAt(3 * at + 1)) + hexDigit(run.charCodeAt(3 * at + 2));
  }
  return lenientUtf8.decode(bytes);
};

/** 0 to 15 of `0` to `9`, `A` to `F` and `a` to `f`. */
const hexDigit = (code: number): number => (code < 58 ? code - 48 : (code & 15) + 9);

/** `a[b]` is `a.b`, `a[]` is `a`, `a[0]` stays: FormDataCollectionExtensions.NormalizeJQueryToMvc. */
const fieldName = (name: string): string | null => {
  if (!name.includes("[")) return lowered(name);
  let out = "";
  let at = 0;
  while (at < name.length) {
    const open = name.indexOf("[", at);
    if (open === -1) break;
    const close = name.indexOf("]", open);
    if (close === -1) return null;
    const inner = name.slice(open + 1, close);
    out += name.slice(at, open) + (inner === "" ? "" : /^\d/.test(inner) ? `[${inner}]` : `.${inner}`);
    at = close + 1;
  }
  return lowered(out + name.slice(at));
};

/** Only ASCII letters are folded: no other character is ever part of a DTO's name. */
const lowered = (name: string): string =>
  CAPITAL.test(name) ? name.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()) : name;
const CAPITAL = /[A-Z]/;
