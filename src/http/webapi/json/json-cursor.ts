// Moves over JSON text character by character: white space, literals, numbers and strings. It knows no structure.

import { stacklessError } from "../stackless-error.ts";
import { scanString } from "./json-string.ts";

/** The one error a reader throws for what a client sent. Made once: it carries nothing but its identity. */
export const badJson = stacklessError("The JSON text is not acceptable.");

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const NUMBER_CHARS = /[-+.0-9a-fA-FxX]*/y;
const AFTER_NUMBER = /[ \t\r\n,}\])/]/;
const SEPARATOR = /[ \t\r\n,}\]]/;

export class JsonCursor {
  at = 0;
  isRfcNumber = false;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The character after any white space; undefined at the end. */
  peek(): string | undefined {
    for (; this.at < this.#text.length; this.at++) {
      const code = this.#text.charCodeAt(this.at);
      if (code > 32 || (code !== 32 && code !== 10 && code !== 13 && code !== 9)) return this.#text[this.at];
    }
    return undefined;
  }

  /** The character after the current one. */
  following(): string | undefined {
    return this.#text[this.at + 1];
  }

  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.at);
  }

  /** Passes over a character as often as it stands here; how often that was. */
  run(char: string): number {
    const start = this.at;
    const code = char.charCodeAt(0);
    while (this.#text.charCodeAt(this.at) === code) this.at++;
    return this.at - start;
  }

  /** Moves on, but never beyond the end. */
  advance(count: number): void {
    this.at = Math.min(this.at + count, this.#text.length);
  }

  /** Fails, standing that much further on. */
  refuse(count: number): never {
    this.advance(count);
    throw badJson;
  }

  /** The string that begins here. Throws `badJson` where it breaks off. */
  string(): string {
    const start = this.at + 1;
    const end = this.#text.indexOf('"', start);
    const plain = end === -1 ? "" : this.#text.slice(start, end);
    if (end !== -1 && !plain.includes("\\")) {
      this.at = end + 1;
      return plain;
    }
    const scan = scanString(this.#text, start);
    this.at = scan.end;
    if (!scan.ok) throw badJson;
    return scan.value;
  }

  /**
   * The characters of the number that begins here; `isRfcNumber` then says whether RFC 8259 knows it as one. Throws
   * `badJson`, standing at the offending character, when something follows that cannot follow a number.
   */
  number(): string {
    NUMBER_CHARS.lastIndex = this.at;
    const literal = NUMBER_CHARS.exec(this.#text)?.[0] ?? "";
    this.at += literal.length;
    const next = this.#text[this.at];
    if (next !== undefined && !AFTER_NUMBER.test(next)) throw badJson;
    this.isRfcNumber = NUMBER.test(literal);
    return literal;
  }

  /** Whether a literal and then a separator follow; moves on as far as they agree. Throws where the text is too short. */
  match(literal: string): boolean {
    if (this.#text.length - this.at < literal.length) {
      this.at = this.#text.length;
      throw badJson;
    }
    for (let offset = 0; offset < literal.length; offset++) {
      if (this.#text[this.at + offset] !== literal[offset]) {
        this.at += offset;
        return false;
      }
    }
    this.at += literal.length;
    const next = this.#text[this.at];
    return next === undefined || SEPARATOR.test(next);
  }
}
