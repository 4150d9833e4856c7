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

const unnamed = (container: Container): Position => ({ container, name: "", index: -1 });

/** Containers of one kind, each in the one before. */
interface Run {
  readonly position: Position;
  length: number;
}

export class JsonStructure {
  state: State = "start";
  readonly #positions: Position[] = [];
  /** What is open beyond the limit: it is passed over, so only what must close it is kept, and not one by one. */
  readonly #beyond: Run[] = [];
  #beyondDepth = 0;
  #current: Position | undefined;
  #tooDeep = false;

  /** Open containers. */
  get depth(): number {
    return this.#positions.length + this.#beyondDepth;
  }

  /** The place of the last token or error, no deeper than the limit: see `pathOf`. */
  get path(): string {
    const outside = this.state === "arrayStart" || this.state === "objectStart";
    const within = outside && this.#beyondDepth === 0;
    return pathOf(within ? this.#positions.slice(0, -1) : this.#positions);
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
    if (this.#positions.length < MAX_DEPTH) {
      this.#current = unnamed(container);
      this.#positions.push(this.#current);
      return;
    }
    this.#openBeyond(container);
    if (!this.#tooDeep) {
      this.#tooDeep = true;
      throw badJson;
    }
  }

  /** Whether the innermost container is beyond the depth limit. */
  get isBeyond(): boolean {
    return this.#beyondDepth > 0;
  }

  /** So many arrays, each the first value of the one before, where only their number matters. */
  openArraysBeyond(count: number): void {
    const run = this.#beyond.at(-1);
    if (run === undefined) return;
    run.length += count;
    this.#beyondDepth += count;
  }

  /** Throws `badJson` when another kind of container is open; it is closed nevertheless. */
  close(container: Container): void {
    const closed = this.#beyondDepth > 0 ? this.#closeBeyond() : this.#positions.pop();
    this.#current = this.#beyond.at(-1)?.position ?? this.#positions.at(-1);
    if (this.#beyondDepth === 0) this.#tooDeep = false;
    if (closed?.container !== container) throw badJson;
    this.state = this.#current === undefined ? "finished" : "postValue";
  }

  #openBeyond(container: Container): void {
    let run = this.#beyond.at(-1);
    if (run?.position.container !== container) {
      run = { position: unnamed(container), length: 0 };
      this.#beyond.push(run);
    }
    run.length++;
    this.#beyondDepth++;
    this.#current = run.position;
  }

  #closeBeyond(): Position | undefined {
    const run = this.#beyond.at(-1);
    if (run === undefined) return undefined;
    run.length--;
    this.#beyondDepth--;
    if (run.length === 0) this.#beyond.pop();
    return run.position;
  }

  #count(): void {
    if (this.#current?.container === "array") this.#current.index++;
  }
}
