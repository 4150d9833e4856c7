// XML as a tree of texts: checked for being whole first, nothing in it guessed to be a number, no DOCTYPE, no entity.
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";

/** An element: text where it has neither children nor attributes; of several of one name a list. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

const TEXT = "#text";
const CDATA = "#cdata";
const ATTRIBUTE = "@";

const OPTIONS = {
  ...{ ignoreAttributes: false, attributeNamePrefix: ATTRIBUTE, textNodeName: TEXT, cdataPropName: CDATA },
  ...{ parseTagValue: false, parseAttributeValue: false, processEntities: false, removeNSPrefix: true },
  ...{ ignoreDeclaration: true, ignorePiTags: true, trimValues: true, maxNestedTags: 40 },
} as const;

/** The root's members by the names of elements, without prefixes. Fails with XML_DOCTYPE and XML_MALFORMED. */
export function parseXml(text: string): Result<XmlNode, FileRefusal> {
  if (text.includes("<!DOCTYPE")) return err({ tag: "XML_DOCTYPE" });
  const malformed = (line: number, column: number): Result<never, FileRefusal> =>
    err({ tag: "XML_MALFORMED", line, column });
  // Without this a cut file would be read as far as it goes.
  const valid = XMLValidator.validate(text);
  if (valid !== true) return malformed(valid.err.line, valid.err.col ?? 1);
  // What stands behind the root is nothing that the validator looks at.
  if (!text.trimEnd().endsWith(">")) return malformed(1, 1);
  try {
    return ok(new XMLParser(OPTIONS).parse(text) as XmlNode);
  } catch {
    // Names that it takes for attacks, and elements within elements without end.
    return malformed(1, 1);
  }
}

/** The elements at the end of a path of names, in their order. */
export function all(node: XmlNode, ...path: readonly string[]): readonly XmlNode[] {
  let nodes: readonly XmlNode[] = [node];
  for (const name of path) {
    nodes = nodes.flatMap((one) => {
      const found = typeof one !== "string" && Object.hasOwn(one, name) ? one[name] : undefined;
      return found === undefined ? [] : (found as XmlNode | readonly XmlNode[]);
    });
  }
  return nodes;
}

/** The text of the first element at the end of the path; undefined where there is none or it is blank. */
export function textAt(node: XmlNode, ...path: readonly string[]): string | undefined {
  const [found] = all(node, ...path);
  return found === undefined ? undefined : textOf(found);
}

/** An attribute's text. */
export const attribute = (node: XmlNode, name: string): string | undefined => textAt(node, ATTRIBUTE + name);

export function textOf(node: XmlNode): string | undefined {
  if (typeof node === "string") return unescaped(node).trim() || undefined;
  const plain = all(node, TEXT).flatMap((one) => (typeof one === "string" ? unescaped(one) : []));
  const literal = all(node, CDATA).flatMap((one) => (typeof one === "string" ? one : []));
  return [...plain, ...literal].join("").trim() || undefined;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The five names that XML has without a DOCTYPE, and characters by number; anything else stays as it is written. */
function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
