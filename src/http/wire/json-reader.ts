// A pull reader of JSON that keeps exact number text and stands, after an error, where Json.NET's JsonTextReader would,
// so that every bad member can be reported under the same key. It accepts RFC 8259 and no more.

import { type Container, type Position, pathOf } from "./json-position.ts";
import { scanString } from "./json-string.ts";

export type Token =
  | "none"
  | "startObject"
  | "startArray"
  | "endObject"
  | "endArray"
  | "name"
  | "number"
  | "string"
  | "boolean"
  | "null"
  | "undefined";

/** How a scalar member asks for its value: it decides which first characters are refused on sight. */
export type Wanted = "number" | "text" | "date" | "boolean";

type State =
  | "start"
  | "property"
  | "array"
  | "arrayStart"
  | "object"
  | "objectStart"
  | "postValue"
  | "finished";

/** The one error a reader throws for what a client sent. Made once: it carries nothing but its identity. */
export const badJson = new Error("The JSON text is not acceptable.");

const MAX_DEPTH = 256;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const NUMBER_CHARS = /[-+.0-9a-fA-FxX]*/y;
const AFTER_NUMBER = /[ \t\r\n,}\])/]/;
const SEPARATOR = /[ \t\r\n,}\]]/;

export class JsonReader {
  token: Token = "none";
  /** A name's or string's characters, a number's own text, `true` or `false`. */
  value = "";
  /**
   * Set once an error is known. The answer is then 400 in any case, so odd numbers and empty places are passed over as
   * the original passes over them, and the list of errors comes out the same.
   */
  lenient = false;
  readonly #text: string;
  readonly #positions: Position[] = [];
  #at = 0;
  #state: State = "start";
  #tooDeep = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Open containers, the one that the current token opens not counted. */
  get depth(): number {
    const opens = this.token === "startObject" || this.token === "startArray";
    return opens ? this.#positions.length - 1 : this.#positions.length;
  }

  /** The place of the last token or error: see `pathOf`. */
  get path(): string {
    const outside = this.#state === "arrayStart" || this.#state === "objectStart";
    return pathOf(outside ? this.#positions.slice(0, -1) : this.#positions);
  }

  /** Whether nothing but white space is left. */
  atEnd(): boolean {
    this.#skipSpace();
    return this.#at >= this.#text.length;
  }

  /** Moves to the next token; false at the end of the text. Throws `badJson`. */
  read(): boolean {
    for (;;) {
      switch (this.#state) {
        case "object":
        case "objectStart":
          return this.#readMember();
        case "postValue":
          if (this.#readAfterValue()) return true;
          break;
        case "finished":
          if (!this.atEnd()) throw badJson;
          this.token = "none";
          return false;
        default:
          return this.#readValue();
      }
    }
  }

  /** Passes over the current value, whatever it holds. Throws `badJson`. */
  skip(): void {
    if (this.token === "name") this.read();
    if (this.token === "startObject" || this.token === "startArray") {
      const { depth } = this;
      while (this.read() && depth < this.depth);
    }
  }

  /** Reads the value of the member just named, which must be a scalar; token `none` at the end of the text. */
  readScalar(wanted: Wanted): void {
    this.#skipSpace();
    const char = this.#text[this.#at];
    if (char === undefined) {
      this.token = "none";
    } else if (char === '"') {
      this.#readString();
    } else if (char === "n") {
      this.#readNull();
    } else if (char === "N" || char === "I" || this.#text.startsWith("-I", this.#at)) {
      this.#refuseNamedNumber();
    } else if (char === "-" || (wanted !== "date" && ((char >= "0" && char <= "9") || char === "."))) {
      this.#readNumber();
    } else if ((char === "t" || char === "f") && (wanted === "text" || wanted === "boolean")) {
      this.#readLiteral(char === "t" ? "true" : "false", "boolean");
    } else {
      this.#at++;
      if (char === ",") this.#finishValue("undefined", "");
      throw badJson;
    }
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  }

  #readValue(): boolean {
    this.#skipSpace();
    const char = this.#text[this.#at];
    switch (char) {
      case undefined:
        return false;
      case '"':
        this.#readString();
        return true;
      case "t":
      case "f":
        this.#readLiteral(char === "t" ? "true" : "false", "boolean");
        return true;
      case "n":
        if (this.#text[this.#at + 1] !== "u") throw badJson;
        this.#readLiteral("null", "null");
        return true;
      case "{":
        this.#open("object");
        return true;
      case "[":
        this.#open("array");
        return true;
      case "]":
        if (this.#state === "array" && !this.lenient) throw badJson;
        this.#close("array");
        return true;
      case ",":
        this.#finishValue("undefined", "");
        if (!this.lenient) throw badJson;
        return true;
      default:
        if (char !== "-" && char !== "." && (char < "0" || char > "9")) throw badJson;
        this.#readNumber();
        return true;
    }
  }

  #readMember(): boolean {
    this.#skipSpace();
    const char = this.#text[this.#at];
    if (char === undefined) return false;
    if (char === "}" && this.#state === "objectStart") {
      this.#close("object");
      return true;
    }
    if (char !== '"') throw badJson;
    const scan = scanString(this.#text, this.#at + 1);
    this.#at = scan.end;
    if (!scan.ok) throw badJson;
    this.#skipSpace();
    if (this.#text[this.#at] !== ":") throw badJson;
    this.#at++;
    this.token = "name";
    this.value = scan.value;
    this.#state = "property";
    const position = this.#positions.at(-1);
    if (position !== undefined) position.name = scan.value;
    return true;
  }

  #readAfterValue(): boolean {
    this.#skipSpace();
    const char = this.#text[this.#at];
    if (char === undefined) {
      this.#state = "finished";
      return false;
    }
    if (char === "}") {
      this.#close("object");
      return true;
    }
    if (char === "]") {
      this.#close("array");
      return true;
    }
    if (char !== ",") throw badJson;
    this.#at++;
    const container = this.#positions.at(-1)?.container;
    this.#state = container === undefined ? "finished" : container;
    return false;
  }

  #readString(): void {
    const scan = scanString(this.#text, this.#at + 1);
    this.#at = scan.end;
    if (!scan.ok) throw badJson;
    this.#finishValue("string", scan.value);
  }

  #readNumber(): void {
    NUMBER_CHARS.lastIndex = this.#at;
    const number = NUMBER_CHARS.exec(this.#text)?.[0] ?? "";
    this.#at += number.length;
    const next = this.#text[this.#at];
    if (next !== undefined && !AFTER_NUMBER.test(next)) throw badJson;
    this.#finishValue("number", number);
    if (!this.lenient && !NUMBER.test(number)) throw badJson;
  }

  #readNull(): void {
    if (this.#text[this.#at + 1] === "u") {
      this.#readLiteral("null", "null");
    } else {
      this.#at = Math.min(this.#at + 2, this.#text.length);
      throw badJson;
    }
  }

  #readLiteral(literal: string, token: Token): void {
    if (!this.#match(literal)) throw badJson;
    this.#finishValue(token, literal);
  }

  /** NaN and Infinity are no numbers, and no text: their member is refused, the rest of the object still read. */
  #refuseNamedNumber(): never {
    const first = this.#text[this.#at];
    this.#match(first === "N" ? "NaN" : first === "I" ? "Infinity" : "-Infinity");
    throw badJson;
  }

  /** Whether a literal and then a separator follow; moves on as far as they agree. */
  #match(literal: string): boolean {
    if (this.#text.length - this.#at < literal.length) {
      this.#at = this.#text.length;
      throw badJson;
    }
    for (let offset = 0; offset < literal.length; offset++) {
      if (this.#text[this.#at + offset] !== literal[offset]) {
        this.#at += offset;
        return false;
      }
    }
    this.#at += literal.length;
    const next = this.#text[this.#at];
    return next === undefined || SEPARATOR.test(next);
  }

  #finishValue(token: Token, value: string): void {
    this.token = token;
    this.value = value;
    const position = this.#positions.at(-1);
    this.#state = position === undefined ? "finished" : "postValue";
    if (position?.container === "array") position.index++;
  }

  #open(container: Container): void {
    this.#at++;
    const parent = this.#positions.at(-1);
    if (parent?.container === "array") parent.index++;
    this.token = container === "object" ? "startObject" : "startArray";
    this.#state = container === "object" ? "objectStart" : "arrayStart";
    this.#positions.push({ container, name: "", index: -1 });
    if (this.#positions.length > MAX_DEPTH && !this.#tooDeep) {
      this.#tooDeep = true;
      throw badJson;
    }
  }

  #close(container: Container): void {
    this.#at++;
    this.token = container === "object" ? "endObject" : "endArray";
    const closed = this.#positions.pop();
    if (this.#positions.length <= MAX_DEPTH) this.#tooDeep = false;
    if (closed?.container !== container) throw badJson;
    this.#state = this.#positions.length === 0 ? "finished" : "postValue";
  }
}
