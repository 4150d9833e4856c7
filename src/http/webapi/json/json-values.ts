// The values of a JSON text, one token at a time: what stands at the cursor becomes the current token. It accepts RFC 8259
// and no more, and stands, after an error, where Json.NET's JsonTextReader would.

import { badJson, type JsonCursor } from "./json-cursor.ts";
import type { JsonStructure } from "./json-structure.ts";
import { BRACKETS, isNumberStart, LITERALS, type Token, type Wanted, WORDS } from "./json-token.ts";

export class JsonValues {
  token: Token = "none";
  /** A name's or string's characters, a number's own text, `true` or `false`. */
  value = "";
  /**
   * Set once an error is known. The answer is then 400 in any case, so odd numbers and empty places are passed over as
   * the original passes over them, and the list of errors comes out the same.
   */
  lenient = false;
  readonly #cursor: JsonCursor;
  readonly #structure: JsonStructure;

  constructor(cursor: JsonCursor, structure: JsonStructure) {
    this.#cursor = cursor;
    this.#structure = structure;
  }

  /** Reads any value, or a container's bracket; false at the end of the text. Throws `badJson`. */
  read(): boolean {
    const char = this.#cursor.peek();
    switch (char) {
      case undefined:
        return false;
      case '"':
        this.#finish("string", this.#cursor.string());
        break;
      case "t":
      case "f":
      case "n":
        if (char === "n" && this.#cursor.following() !== "u") throw badJson;
        this.#literal(char);
        break;
      case "{":
      case "[":
        this.bracket(char);
        break;
      case "]":
        // In this state a comma came before.
        if (this.#structure.state === "array" && !this.lenient) throw badJson;
        this.bracket(char);
        break;
      case ",":
        // An empty place: Json.NET takes it for undefined, and stays before the comma.
        this.#finish("undefined", "");
        if (!this.lenient) throw badJson;
        break;
      default:
        if (isNumberStart(char) && !this.#cursor.startsWith("-I")) this.#number();
        else this.#refuseWord(char);
    }
    return true;
  }

  /** Reads a value that must be a scalar; token `none` at the end of the text. Throws `badJson`. */
  readScalar(wanted: Wanted): void {
    const cursor = this.#cursor;
    const char = cursor.peek();
    if (char === undefined) {
      this.token = "none";
    } else if (char === '"') {
      this.#finish("string", cursor.string());
    } else if (char === "n") {
      if (cursor.following() !== "u") cursor.refuse(2);
      this.#literal(char);
    } else if (char === "N" || char === "I" || cursor.startsWith("-I")) {
      // NaN and Infinity are no numbers, and no text, though the original takes them for one: their member is refused.
      if (cursor.match(WORDS[char] ?? "") && wanted === "text") this.#finish("undefined", "");
      throw badJson;
    } else if (isNumberStart(char) && (wanted !== "date" || char === "-")) {
      this.#number();
    } else if ((char === "t" || char === "f") && (wanted === "text" || wanted === "boolean")) {
      this.#literal(char);
    } else {
      if (char === ",") this.#finish("undefined", "");
      cursor.refuse(1);
    }
  }

  /** Reads the bracket that stands at the cursor. */
  bracket(char: keyof typeof BRACKETS): void {
    const { token, container } = BRACKETS[char];
    this.#cursor.advance(1);
    this.token = token;
    if (char === "{" || char === "[") this.#structure.open(container);
    else this.#structure.close(container);
    // A body of open brackets alone is passed over at once: token by token it would be the slowest body there is.
    if (char === "[" && this.#structure.isBeyond) this.#structure.openArraysBeyond(this.#cursor.run("["));
  }

  #number(): void {
    this.#finish("number", this.#cursor.number());
    if (!this.#cursor.isRfcNumber && !this.lenient) throw badJson;
  }

  /** JavaScript's words are refused, but passed over whole, so that they cost their own member only. */
  #refuseWord(char: string): void {
    const word = WORDS[char];
    if (word === undefined || !this.#cursor.match(word)) throw badJson;
    this.#finish("undefined", "");
    if (!this.lenient) throw badJson;
  }

  #literal(char: "t" | "f" | "n"): void {
    const literal = LITERALS[char];
    if (!this.#cursor.match(literal)) throw badJson;
    this.#finish(char === "n" ? "null" : "boolean", literal);
  }

  #finish(token: Token, value: string): void {
    this.token = token;
    this.value = value;
    this.#structure.value();
  }
}
