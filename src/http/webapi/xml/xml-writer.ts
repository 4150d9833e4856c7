// DTOs and errors to XML as DataContractSerializer and HttpError write them: no declaration, ordinal member order.

import type { HttpError } from "../action-result.ts";
import type { ObjectMember, Shape, WireValue } from "../values/shape.ts";
import { escapeXml } from "./xml-text.ts";

type Dto = Readonly<Record<string, WireValue>>;

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** One DTO as a document; null is a nil root (E-body-*-null-*-xml). */
export const writeXml = (shape: Shape, value: Dto | null): string => {
  if (value === null) {
    return `<${shape.name} i:nil="true" xmlns:i="${INSTANCE}" xmlns="${shape.namespace}" />`;
  }
  return element(shape.name, rootNamespaces(shape), membersXml(shape, value, "", 1));
};

/** A list of DTOs: `ArrayOf…` in the namespace of the DTO. */
export const writeListXml = (shape: Shape, values: readonly Dto[]): string => {
  const items = values.map((value) => element(shape.name, "", membersXml(shape, value, "", 2)));
  return element(`ArrayOf${shape.name}`, rootNamespaces(shape), items.join(""));
};

const rootNamespaces = (shape: Shape): string => ` xmlns:i="${INSTANCE}" xmlns="${shape.namespace}"`;

const element = (name: string, attributes: string, content: string): string =>
  content === "" ? `<${name}${attributes} />` : `<${name}${attributes}>${content}</${name}>`;

/** `depth` is the owner's depth, the root being 1: a nested type's prefix is d{depth}p1, as .NET makes them. */
const membersXml = (shape: Shape, value: Dto, prefix: string, depth: number): string => {
  let out = "";
  for (const member of shape.xmlMembers) {
    const name = prefix + member.name;
    const held = value[member.name] ?? null;
    if (member.kind === "object") {
      out += objectXml(member, name, typeof held === "object" ? held : null, depth);
    } else if (held === null) {
      // An enumeration cannot be nil, and 0 has no name: left out, which .NET reads back as 0.
      if (member.kind !== "enum") out += `<${name} i:nil="true" />`;
    } else {
      const content = escapeXml(String(held));
      // .NET writes an empty string as start and end tag.
      out += `<${name}>${content}</${name}>`;
    }
  }
  return out;
};

/** `typed` is the place of an interface: it names its type when it holds something, and nothing when it does not. */
const objectXml = (member: ObjectMember, name: string, held: Dto | null, depth: number): string => {
  const prefix = `d${depth + 1}p1`;
  const declared = ` xmlns:${prefix}="${member.shape.namespace}"`;
  if (held === null) return `<${name}${member.typed ? "" : declared} i:nil="true" />`;
  const type = member.typed ? ` i:type="${prefix}:${member.shape.name}"` : "";
  return element(name, declared + type, membersXml(member.shape, held, `${prefix}:`, depth + 1));
};

/** An HttpError: no namespace; several messages of one key are joined by a blank (E-body-*-modelstate-msg-xml). */
export const writeErrorXml = (error: HttpError): string => {
  let out = leaf("Message", error.message);
  if (error.messageDetail !== undefined) out += leaf("MessageDetail", error.messageDetail);
  if (error.modelState !== undefined) {
    const states = Object.entries(error.modelState).map(([key, messages]) => leaf(key, messages.join(" ")));
    out += element("ModelState", "", states.join(""));
  }
  for (const [key, value] of Object.entries(error.more ?? {})) out += leaf(key, value);
  return element("Error", "", out);
};

const leaf = (key: string, content: string): string => element(encodeName(key), "", escapeXml(content));

const NAME_START = /[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff]/;
const NAME_CHAR = /[-.A-Za-z0-9_\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff]/;

/** XmlConvert.EncodeLocalName: what cannot stand in an element's name becomes `_xHHHH_`. */
const encodeName = (key: string): string => {
  let out = "";
  for (let at = 0; at < key.length; at++) {
    const char = key.charAt(at);
    const allowed = (at === 0 ? NAME_START : NAME_CHAR).test(char);
    const looksEncoded = char === "_" && /^_x[0-9a-f]{4}_/i.test(key.slice(at, at + 7));
    out +=
      allowed && !looksEncoded
        ? char
        : `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
  }
  return out;
};
