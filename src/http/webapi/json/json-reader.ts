// A pull reader of JSON that keeps exact number text and goes on after an error as Json.NET's JsonTextReader does, so
// that every bad member can be reported under the same key.

import { badJson, JsonCursor } from "./json-cursor.ts";
import { JsonStructure } from "./json-structure.ts";
import type { Token, Wanted } from "./json-token.ts";
import { JsonValues } from "./json-values.ts";

export class JsonReader {
  readonly #cursor: JsonCursor;
  readonly #structure = new JsonStructure();
  readonly #values: JsonValues;

  constructor(text: string) {
    this.#cursor = new JsonCursor(text);
    this.#values = new JsonValues(this.#cursor, this.#structure);
  }

  get token(): Token {
    return this.#values.token;
  }

  /** A name's or string's characters, a number's own text, `true` or `false`. */
  get value(): string {
    return this.#values.value;
  }

  /** Open containers, the one that the current token opens not counted. */
  get depth(): number {
    const { token } = this.#values;
    const opens = token === "startObject" || token === "startArray";
    return opens ? this.#structure.depth - 1 : this.#structure.depth;
  }

  /** The place of the last token or error: `created.dateUtc`. */
  get path(): string {
    return this.#structure.path;
  }

  /** Whether nothing but white space is left. */
  get atEnd(): boolean {
    return this.#cursor.peek() === undefined;
  }

  /** Moves to the next token; false at the end of the text. Throws `badJson`. */
  read(): boolean {
    if (this.#structure.state === "postValue" && this.#readAfterValue()) return true;
    switch (this.#structure.state) {
      case "object":
      case "objectStart":
        return this.#readName();
      case "finished":
        if (!this.atEnd) throw badJson;
        this.#values.token = "none";
        return false;
      default:
        return this.#values.read();
    }
  }

  /** Reads the value of the member just named, which must be a scalar; token `none` at the end of the text. */
  readScalar(wanted: Wanted): void {
    this.#values.readScalar(wanted);
  }

  /** Reads on after an error: what is odd from here on costs nothing more. */
  forgive(): void {
    this.#values.lenient = true;
  }

  /** Goes to the end of the text, reading nothing on the way. */
  end(): void {
    this.#cursor.advance(Number.POSITIVE_INFINITY);
  }

  /**
   * Forgets the value just read, as Json.NET's reader does when it trips over one: whoever passes over it then passes
   * over the next member's name instead, and finds a value where it looks for a name.
   */
  breakOff(): void {
    this.#values.token = "name";
  }

  /** Passes over the current value, whatever it holds. Throws `badJson`. */
  skip(): void {
    if (this.token === "name") this.read();
    if (this.token === "startObject" || this.token === "startArray") {
      const { depth } = this;
      while (this.read() && depth < this.depth);
    }
  }

  #readName(): boolean {
    const cursor = this.#cursor;
    const char = cursor.peek();
    if (char === undefined) return false;
    if (char === "}" && this.#structure.state === "objectStart") {
      this.#values.bracket(char);
      return true;
    }
    if (char !== '"') throw badJson;
    const name = cursor.string();
    if (cursor.peek() !== ":") throw badJson;
    cursor.advance(1);
    this.#values.token = "name";
    this.#values.value = name;
    this.#structure.name(name);
    return true;
  }

  /** True if a container ended; otherwise the state says what comes next. */
  #readAfterValue(): boolean {
    const char = this.#cursor.peek();
    switch (char) {
      case undefined:
        this.#structure.state = "finished";
        return false;
      case "}":
      case "]":
        this.#values.bracket(char);
        return true;
      case ",":
        this.#cursor.advance(1);
        this.#structure.comma();
        return false;
      default:
        throw badJson;
    }
  }
}
