// Moves over XML text: names, attribute values, text, CDATA and comments. It knows no nesting and no namespaces.

import { stacklessError } from "../stackless-error.ts";
import { ncName } from "./xml-names.ts";
import { resolveReferences } from "./xml-references.ts";

/** The one error a reader throws for what a client sent. Made once: it carries nothing but its identity. */
export const badXml = stacklessError("The XML text is not acceptable.");

export interface QName {
  readonly prefix: string;
  readonly local: string;
}

/** Letters and `_`; after the first character digits, `-` and `.` too. */
const isAsciiNamePart = (code: number, after: boolean): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  (after && ((code >= 48 && code <= 57) || code === 45 || code === 46));

/** Every method but the looking ones moves on, and throws `badXml` for what XML does not allow at its place. */
export class XmlCursor {
  at = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  char(offset = 0): string | undefined {
    return this.source[this.at + offset];
  }

  startsWith(text: string, offset = 0): boolean {
    return this.source.startsWith(text, this.at + offset);
  }

  expect(char: string): void {
    if (this.source[this.at] !== char) throw badXml;
    this.at++;
  }

  /** Whether there was any white space. */
  skipSpace(): boolean {
    const start = this.at;
    for (; this.at < this.source.length; this.at++) {
      const code = this.source.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    }
    return this.at > start;
  }

  name(): QName {
    const first = this.#ncName();
    if (this.source[this.at] !== ":") return { prefix: "", local: first };
    this.at++;
    return { prefix: first, local: this.#ncName() };
  }

  #ncName(): string {
    const start = this.at;
    let end = start;
    while (isAsciiNamePart(this.source.charCodeAt(end), end > start)) end++;
    // Nearly every name is of ASCII; the pattern knows the other letters too.
    if (end > start && !(this.source.charCodeAt(end) > 0x7f)) {
      this.at = end;
      return this.source.slice(start, end);
    }
    ncName.lastIndex = this.at;
    const name = ncName.exec(this.source)?.[0];
    if (name === undefined) throw badXml;
    this.at += name.length;
    return name;
  }

  /** `= "value"`, line ends and tabs turned into blanks. */
  attributeValue(): string {
    this.skipSpace();
    this.expect("=");
    this.skipSpace();
    const quote = this.source[this.at];
    if (quote !== '"' && quote !== "'") throw badXml;
    const raw = this.#upTo(quote, this.at + 1);
    if (raw.includes("<")) throw badXml;
    return this.#resolved(raw.replace(/\r\n|[\t\r\n]/g, " "));
  }

  /** Text up to the next tag, its references resolved. */
  text(): { readonly raw: string; readonly text: string } {
    const end = this.source.indexOf("<", this.at);
    const raw = this.source.slice(this.at, end === -1 ? this.source.length : end);
    if (raw.includes("]]>")) throw badXml;
    this.at += raw.length;
    return { raw, text: this.#resolved(raw) };
  }

  cdata(): string {
    if (!this.startsWith("<![CDATA[")) throw badXml;
    return this.#upTo("]]>", this.at + 9).replace(/\r\n?/g, "\n");
  }

  comment(): void {
    this.#upTo("--", this.at + 4);
    this.expect(">");
  }

  #upTo(mark: string, start: number): string {
    const end = this.source.indexOf(mark, start);
    if (end === -1) throw badXml;
    this.at = end + mark.length;
    return this.source.slice(start, end);
  }

  #resolved(raw: string): string {
    const text = resolveReferences(raw);
    if (text === null) throw badXml;
    return text;
  }
}
