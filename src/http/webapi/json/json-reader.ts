// A pull reader of JSON that keeps exact number text and stands, after an error, where Json.NET's JsonTextReader would,
// so that every bad member can be reported under the same key. It accepts RFC 8259 and no more.

import { badJson, JsonCursor } from "./json-cursor.ts";
import { JsonStructure } from "./json-structure.ts";
import { BRACKETS, isNumberStart, LITERALS, type Token, type Wanted, WORDS } from "./json-token.ts";

export class JsonReader {
  token: Token = "none";
  /** A name's or string's characters, a number's own text, `true` or `false`. */
  value = "";
  /**
   * Set once an error is known. The answer is then 400 in any case, so odd numbers and empty places are passed over as
   * the original passes over them, and the list of errors comes out the same.
   */
  lenient = false;
  readonly #cursor: JsonCursor;
  readonly #structure = new JsonStructure();

  constructor(text: string) {
    this.#cursor = new JsonCursor(text);
  }

  /** Open containers, the one that the current token opens not counted. */
  get depth(): number {
    const opens = this.token === "startObject" || this.token === "startArray";
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
        return this.#readMember();
      case "finished":
        if (!this.atEnd) throw badJson;
        this.token = "none";
        return false;
      default:
        return this.#readValue();
    }
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
    this.token = "name";
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
    const cursor = this.#cursor;
    const char = cursor.peek();
    if (char === undefined) {
      this.token = "none";
    } else if (char === '"') {
      this.#finishValue("string", cursor.string());
    } else if (char === "n") {
      if (cursor.following() !== "u") cursor.refuse(2);
      this.#readLiteral(char);
    } else if (char === "N" || char === "I" || cursor.startsWith("-I")) {
      // NaN and Infinity are no numbers, and no text, though the original takes them for one: their member is refused.
      if (cursor.match(WORDS[char] ?? "") && wanted === "text") this.#finishValue("undefined", "");
      throw badJson;
    } else if (isNumberStart(char) && (wanted !== "date" || char === "-")) {
      this.#readNumber();
    } else if ((char === "t" || char === "f") && (wanted === "text" || wanted === "boolean")) {
      this.#readLiteral(char);
    } else {
      if (char === ",") this.#finishValue("undefined", "");
      cursor.refuse(1);
    }
  }

  #readValue(): boolean {
    const char = this.#cursor.peek();
    switch (char) {
      case undefined:
        return false;
      case '"':
        this.#finishValue("string", this.#cursor.string());
        break;
      case "t":
      case "f":
      case "n":
        if (char === "n" && this.#cursor.following() !== "u") throw badJson;
        this.#readLiteral(char);
        break;
      case "{":
      case "[":
        this.#bracket(char);
        break;
      case "]":
        // In this state a comma came before.
        if (this.#structure.state === "array" && !this.lenient) throw badJson;
        this.#bracket(char);
        break;
      case ",":
        // An empty place: Json.NET takes it for undefined, and stays before the comma.
        this.#finishValue("undefined", "");
        if (!this.lenient) throw badJson;
        break;
      default:
        if (isNumberStart(char) && !this.#cursor.startsWith("-I")) this.#readNumber();
        else this.#refuseWord(char);
    }
    return true;
  }

  #readMember(): boolean {
    const cursor = this.#cursor;
    const char = cursor.peek();
    if (char === undefined) return false;
    if (char === "}" && this.#structure.state === "objectStart") {
      this.#bracket(char);
      return true;
    }
    if (char !== '"') throw badJson;
    const name = cursor.string();
    if (cursor.peek() !== ":") throw badJson;
    cursor.advance(1);
    this.token = "name";
    this.value = name;
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
        this.#bracket(char);
        return true;
      case ",":
        this.#cursor.advance(1);
        this.#structure.comma();
        return false;
      default:
        throw badJson;
    }
  }

  #readNumber(): void {
    this.#finishValue("number", this.#cursor.number());
    if (!this.#cursor.isRfcNumber && !this.lenient) throw badJson;
  }

  /** JavaScript's words are refused, but passed over whole, so that they cost their own member only. */
  #refuseWord(char: string): void {
    const word = WORDS[char];
    if (word === undefined || !this.#cursor.match(word)) throw badJson;
    this.#finishValue("undefined", "");
    if (!this.lenient) throw badJson;
  }

  #readLiteral(char: "t" | "f" | "n"): void {
    const literal = LITERALS[char];
    if (!this.#cursor.match(literal)) throw badJson;
    this.#finishValue(char === "n" ? "null" : "boolean", literal);
  }

  #finishValue(token: Token, value: string): void {
    this.token = token;
    this.value = value;
    this.#structure.value();
  }

  #bracket(char: keyof typeof BRACKETS): void {
    const { token, container } = BRACKETS[char];
    this.#cursor.advance(1);
    this.token = token;
    if (char === "{" || char === "[") this.#structure.open(container);
    else this.#structure.close(container);
    // A body of open brackets alone is passed over at once: token by token it would be the slowest body there is.
    if (char === "[" && this.#structure.isBeyond) this.#structure.openArraysBeyond(this.#cursor.run("["));
  }
}
