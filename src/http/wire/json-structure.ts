// Which containers of a JSON document are open, and what may come next: the state that Json.NET's reader keeps, which
// also decides the path in an error.

import { badJson } from "./json-cursor.ts";
import { type Container, type Position, pathOf } from "./json-position.ts";

export type State =
  | "start"
  | "property"
  | "array"
  | "arrayStart"
  | "object"
  | "objectStart"
  | "postValue"
  | "finished";

const MAX_DEPTH = 256;

export class JsonStructure {
  state: State = "start";
  readonly #positions: Position[] = [];
  #current: Position | undefined;
  #tooDeep = false;

  /** Open containers. */
  get depth(): number {
    return this.#positions.length;
  }

  /** The place of the last token or error: see `pathOf`. */
  get path(): string {
    const outside = this.state === "arrayStart" || this.state === "objectStart";
    const { length } = this.#positions;
    // Of deeper ones none gets into the path: an error costs the same however deep it is.
    return pathOf(this.#positions.slice(0, Math.min(outside ? length - 1 : length, MAX_DEPTH)));
  }

  /** A member of the current object was named. */
  name(name: string): void {
    if (this.#current !== undefined) this.#current.name = name;
    this.state = "property";
  }

  /** A value that is no container was read. */
  value(): void {
    this.#count();
    this.state = this.#current === undefined ? "finished" : "postValue";
  }

  /** A comma was read after a value. */
  comma(): void {
    this.state = this.#current?.container ?? "finished";
  }

  /** Throws `badJson` beyond the depth limit, but once: whoever goes on after it passes over the rest. */
  open(container: Container): void {
    this.#count();
    this.state = container === "object" ? "objectStart" : "arrayStart";
    this.#current = { container, name: "", index: -1 };
    this.#positions.push(this.#current);
    if (this.#positions.length > MAX_DEPTH && !this.#tooDeep) {
      this.#tooDeep = true;
      throw badJson;
    }
  }

  /** Throws `badJson` when another kind of container is open; it is closed nevertheless. */
  close(container: Container): void {
    const closed = this.#positions.pop();
    this.#current = this.#positions.at(-1);
    if (this.#positions.length <= MAX_DEPTH) this.#tooDeep = false;
    if (closed?.container !== container) throw badJson;
    this.state = this.#current === undefined ? "finished" : "postValue";
  }

  #count(): void {
    if (this.#current?.container === "array") this.#current.index++;
  }
}
