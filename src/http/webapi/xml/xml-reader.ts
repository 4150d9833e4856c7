// A pull reader of XML as XmlDictionaryReader is: strict, namespaces resolved, and without DOCTYPE, processing
// instructions or entities beyond the five. It differs from a general parser in taking references to control characters
// (`&#0;`), which the original's own answers contain (E-str-nul-xml, D-xml-int-ctl).

import { badXml, type QName, XmlCursor } from "./xml-cursor.ts";
import { hasForbiddenCharacter } from "./xml-names.ts";
import { Namespaces } from "./xml-namespaces.ts";

export interface XmlAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly value: string;
}

export type XmlNode = "start" | "end" | "text" | "eof";

const MAX_DEPTH = 256;
const MAX_ATTRIBUTES = 256;
// Both quotes are spelled out: without references back the pattern is proven to take linear time.
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"(?<double>[A-Za-z][A-Za-z0-9._-]*)"|'(?<single>[A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

interface RawAttribute extends QName {
  readonly value: string;
}

const isDeclaration = ({ prefix, local }: QName): boolean =>
  prefix === "xmlns" || (prefix === "" && local === "xmlns");

export class XmlReader {
  /** Of the current start tag. */
  namespace = "";
  local = "";
  attributes: readonly XmlAttribute[] = [];
  /** Of the current text node. */
  text = "";
  /** Whether the current text came as CDATA or holds more than white space: then it may not stand between members. */
  isContent = false;
  readonly #cursor: XmlCursor;
  readonly #namespaces = new Namespaces();
  /** Names as written, prefix included: an end tag must repeat them. */
  readonly #open: string[] = [];
  #pendingEnd = false;
  #rootSeen = false;

  /** `charset` is the one the bytes were read in: a declaration that names another is refused. Throws `badXml`. */
  constructor(source: string, charset: string) {
    if (hasForbiddenCharacter(source)) throw badXml;
    this.#cursor = new XmlCursor(source);
    if (source.startsWith("<?xml")) {
      const match = DECLARATION.exec(source);
      const encoding = match?.groups?.double ?? match?.groups?.single;
      if (match === null || (encoding !== undefined && encoding.toLowerCase() !== charset)) throw badXml;
      this.#cursor.at = match[0].length;
    }
  }

  /** Open elements. */
  get depth(): number {
    return this.#open.length;
  }

  /** The namespace of a prefix that stands in an attribute's value; throws if there is none. */
  resolve(prefix: string): string {
    const uri = this.#namespaces.resolve(prefix);
    if (uri === null) throw badXml;
    return uri;
  }

  /** Moves to the next tag or text, comments passed over. Throws `badXml`. */
  next(): XmlNode {
    if (this.#pendingEnd) {
      this.#pendingEnd = false;
      return this.#leave();
    }
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.atEnd) {
        if (this.#open.length > 0 || !this.#rootSeen) throw badXml;
        return "eof";
      }
      if (cursor.char() !== "<") {
        if (this.#readText()) return "text";
      } else if (cursor.startsWith("<!--")) {
        cursor.comment();
      } else {
        const following = cursor.char(1);
        if (following === "/") return this.#readEnd();
        if (following === "!") return this.#readCdata();
        // A processing instruction fails here too: a question mark begins no name.
        return this.#readStart();
      }
    }
  }

  /** Passes over the element just begun, to its end tag. */
  skip(): void {
    const { depth } = this;
    while (this.next() !== "end" || this.depth >= depth);
  }

  /** False for white space outside the root, which is no node. */
  #readText(): boolean {
    const { raw, text } = this.#cursor.text();
    this.text = text;
    this.isContent = /[^ \t\r\n]/.test(text);
    if (this.#open.length > 0) return true;
    if (this.isContent || raw.includes("&")) throw badXml;
    return false;
  }

  #readCdata(): XmlNode {
    if (this.#open.length === 0) throw badXml;
    this.text = this.#cursor.cdata();
    this.isContent = true;
    return "text";
  }

  #readEnd(): XmlNode {
    const cursor = this.#cursor;
    const name = this.#open.at(-1);
    if (name === undefined || !cursor.startsWith(name, 2)) throw badXml;
    cursor.at += 2 + name.length;
    cursor.skipSpace();
    cursor.expect(">");
    return this.#leave();
  }

  #leave(): XmlNode {
    this.#open.pop();
    this.#namespaces.leave(this.#open.length + 1);
    return "end";
  }

  #readStart(): XmlNode {
    if ((this.#open.length === 0 && this.#rootSeen) || this.#open.length >= MAX_DEPTH) throw badXml;
    this.#rootSeen = true;
    const cursor = this.#cursor;
    cursor.expect("<");
    const start = cursor.at;
    const { prefix, local } = cursor.name();
    this.#open.push(cursor.source.slice(start, cursor.at));
    const raw = this.#readAttributes();
    if (cursor.char() === "/") {
      this.#pendingEnd = true;
      cursor.at++;
    }
    cursor.expect(">");
    this.namespace = this.resolve(prefix);
    this.local = local;
    this.attributes = raw.length === 0 ? [] : this.#resolveAttributes(raw);
    return "start";
  }

  #readAttributes(): readonly RawAttribute[] {
    const cursor = this.#cursor;
    const attributes: RawAttribute[] = [];
    const names = new Set<string>();
    for (;;) {
      const spaced = cursor.skipSpace();
      const char = cursor.char();
      if (char === ">" || char === "/") return attributes;
      if (!spaced || attributes.length >= MAX_ATTRIBUTES) throw badXml;
      const start = cursor.at;
      const { prefix, local } = cursor.name();
      const name = cursor.source.slice(start, cursor.at);
      const value = cursor.attributeValue();
      if (names.has(name)) throw badXml;
      names.add(name);
      attributes.push({ prefix, local, value });
      if (!isDeclaration({ prefix, local })) continue;
      if (!this.#namespaces.declare(prefix === "" ? "" : local, value, this.#open.length)) throw badXml;
    }
  }

  #resolveAttributes(raw: readonly RawAttribute[]): readonly XmlAttribute[] {
    const resolved: XmlAttribute[] = [];
    const names = new Map<string, Set<string>>();
    for (const attribute of raw) {
      if (isDeclaration(attribute)) continue;
      const { prefix, local, value } = attribute;
      const namespace = prefix === "" ? "" : this.resolve(prefix);
      const locals = names.get(namespace) ?? new Set();
      if (locals.has(local)) throw badXml;
      names.set(namespace, locals.add(local));
      resolved.push({ namespace, local, value });
    }
    return resolved;
  }
}
