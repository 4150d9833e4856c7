// A pull reader of XML as XmlDictionaryReader is: strict, namespaces resolved, and without DOCTYPE, processing
// instructions or entities beyond the five. It differs from a general parser in taking references to control characters
// (`&#0;`), which the original's own answers contain (E-str-nul-xml, D-xml-int-ctl).

import { hasForbiddenCharacter, ncName } from "./xml-names.ts";
import { Namespaces } from "./xml-namespaces.ts";
import { resolveReferences } from "./xml-references.ts";

export interface XmlAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly value: string;
}

export type XmlNode = "start" | "end" | "text" | "eof";

/** The one error a reader throws for what a client sent. */
export const badXml = new Error("The XML text is not acceptable.");

const MAX_DEPTH = 256;
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z][A-Za-z0-9._-]*)\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\4)?[ \t\r\n]*\?>/;

interface RawAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
}

export class XmlReader {
  /** Of the current start tag. */
  namespace = "";
  local = "";
  attributes: readonly XmlAttribute[] = [];
  /** Of the current text node. */
  text = "";
  /** Whether the current text came as CDATA or holds more than white space: then it may not stand between members. */
  isContent = false;
  readonly #source: string;
  readonly #namespaces = new Namespaces();
  readonly #open: string[] = [];
  #at = 0;
  #pendingEnd = false;
  #rootSeen = false;

  /** `charset` is the one the bytes were read in: a declaration that names another is refused. */
  constructor(source: string, charset: string) {
    if (hasForbiddenCharacter(source)) throw badXml;
    this.#source = source;
    if (source.startsWith("<?xml")) {
      const match = DECLARATION.exec(source);
      if (match === null) throw badXml;
      const encoding = match[3];
      if (encoding !== undefined && encoding.toLowerCase() !== charset) throw badXml;
      this.#at = match[0].length;
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
    for (;;) {
      if (this.#at >= this.#source.length) {
        if (this.#open.length > 0 || !this.#rootSeen) throw badXml;
        return "eof";
      }
      if (this.#source.charCodeAt(this.#at) !== 60) return this.#readText();
      const following = this.#source[this.#at + 1];
      if (following === "/") return this.#readEnd();
      if (following === "?") throw badXml;
      if (following !== "!") return this.#readStart();
      if (this.#source.startsWith("<!--", this.#at)) this.#skipComment();
      else return this.#readCdata();
    }
  }

  /** Passes over the element just begun, to its end tag. */
  skip(): void {
    const depth = this.depth;
    while (this.next() !== "end" || this.depth >= depth);
  }

  #readText(): XmlNode {
    const end = this.#source.indexOf("<", this.#at);
    const raw = this.#source.slice(this.#at, end === -1 ? this.#source.length : end);
    if (raw.includes("]]>")) throw badXml;
    const text = resolveReferences(raw);
    if (text === null) throw badXml;
    this.#at += raw.length;
    this.text = text;
    this.isContent = /[^ \t\r\n]/.test(text);
    if (this.#open.length === 0) {
      // Outside the root there may be white space only, and not by reference.
      if (this.isContent || raw.includes("&")) throw badXml;
      return this.next();
    }
    return "text";
  }

  #readCdata(): XmlNode {
    if (this.#open.length === 0 || !this.#source.startsWith("<![CDATA[", this.#at)) throw badXml;
    const end = this.#source.indexOf("]]>", this.#at + 9);
    if (end === -1) throw badXml;
    this.text = this.#source.slice(this.#at + 9, end).replace(/\r\n?/g, "\n");
    this.isContent = true;
    this.#at = end + 3;
    return "text";
  }

  #skipComment(): void {
    const dashes = this.#source.indexOf("--", this.#at + 4);
    if (dashes === -1 || this.#source[dashes + 2] !== ">") throw badXml;
    this.#at = dashes + 3;
  }

  #readEnd(): XmlNode {
    const name = this.#open.at(-1);
    if (name === undefined || !this.#source.startsWith(name, this.#at + 2)) throw badXml;
    this.#at += 2 + name.length;
    this.#skipSpace();
    if (this.#source[this.#at] !== ">") throw badXml;
    this.#at++;
    return this.#leave();
  }

  #leave(): XmlNode {
    this.#open.pop();
    this.#namespaces.leave(this.#open.length + 1);
    return "end";
  }

  #readStart(): XmlNode {
    if (this.#open.length === 0 && this.#rootSeen) throw badXml;
    this.#rootSeen = true;
    this.#at++;
    const start = this.#at;
    const { prefix, local } = this.#readName();
    this.#open.push(this.#source.slice(start, this.#at));
    if (this.#open.length > MAX_DEPTH) throw badXml;
    const raw = this.#readAttributes();
    if (this.#source[this.#at] === "/") {
      this.#pendingEnd = true;
      this.#at++;
    }
    if (this.#source[this.#at] !== ">") throw badXml;
    this.#at++;
    this.namespace = this.resolve(prefix);
    this.local = local;
    this.attributes = raw.length === 0 ? [] : this.#resolveAttributes(raw);
    return "start";
  }

  #readAttributes(): readonly RawAttribute[] {
    const attributes: RawAttribute[] = [];
    for (;;) {
      const spaced = this.#skipSpace();
      const char = this.#source[this.#at];
      if (char === ">" || char === "/") return attributes;
      if (!spaced) throw badXml;
      const { prefix, local } = this.#readName();
      const value = this.#readValue();
      if (prefix === "xmlns" || (prefix === "" && local === "xmlns")) {
        const declared = prefix === "" ? "" : local;
        if (attributes.some((other) => other.prefix === prefix && other.local === local)) throw badXml;
        if (!this.#namespaces.declare(declared, value, this.#open.length)) throw badXml;
      }
      attributes.push({ prefix, local, value });
    }
  }

  #readValue(): string {
    this.#skipSpace();
    if (this.#source[this.#at] !== "=") throw badXml;
    this.#at++;
    this.#skipSpace();
    const quote = this.#source[this.#at];
    if (quote !== '"' && quote !== "'") throw badXml;
    const end = this.#source.indexOf(quote, this.#at + 1);
    if (end === -1) throw badXml;
    const raw = this.#source.slice(this.#at + 1, end);
    if (raw.includes("<")) throw badXml;
    this.#at = end + 1;
    const value = resolveReferences(raw.replace(/\r\n|[\t\r\n]/g, " "));
    if (value === null) throw badXml;
    return value;
  }

  #resolveAttributes(raw: readonly RawAttribute[]): readonly XmlAttribute[] {
    const resolved: XmlAttribute[] = [];
    for (const { prefix, local, value } of raw) {
      if (prefix === "xmlns" || (prefix === "" && local === "xmlns")) continue;
      const namespace = prefix === "" ? "" : this.resolve(prefix);
      if (resolved.some((other) => other.local === local && other.namespace === namespace)) throw badXml;
      resolved.push({ namespace, local, value });
    }
    return resolved;
  }

  #readName(): { readonly prefix: string; readonly local: string } {
    const first = this.#readNcName();
    if (this.#source[this.#at] !== ":") return { prefix: "", local: first };
    this.#at++;
    return { prefix: first, local: this.#readNcName() };
  }

  #readNcName(): string {
    ncName.lastIndex = this.#at;
    const name = ncName.exec(this.#source)?.[0];
    if (name === undefined) throw badXml;
    this.#at += name.length;
    return name;
  }

  #skipSpace(): boolean {
    const start = this.#at;
    for (; this.#at < this.#source.length; this.#at++) {
      const code = this.#source.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    }
    return this.#at > start;
  }
}
