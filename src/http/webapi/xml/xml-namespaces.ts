// Which namespace a prefix stands for, element by element.

import { XML_NAMESPACE, XMLNS_NAMESPACE } from "./xml-names.ts";

interface Declaration {
  readonly prefix: string;
  readonly depth: number;
}

/** No honest document comes near this many. */
const MAX_DECLARED = 256;

/** The declarations in force. Undeclared prefixes and misuse of the reserved ones are reported as `false` or `null`. */
export class Namespaces {
  readonly #declared: Declaration[] = [];
  /** The namespaces of each prefix, the innermost last. */
  readonly #byPrefix = new Map<string, string[]>();
  /** Each namespace once: two texts that are the same object are compared at no cost, however long they are. */
  readonly #texts = new Map<string, string>();

  /** Declares a prefix ("" for the default) for the element at `depth`; false if XML forbids that. */
  declare(prefix: string, uri: string, depth: number): boolean {
    if (prefix === "xmlns" || uri === XMLNS_NAMESPACE) return false;
    if ((prefix === "xml") !== (uri === XML_NAMESPACE)) return false;
    if ((prefix !== "" && uri === "") || this.#declared.length >= MAX_DECLARED) return false;
    const text = this.#texts.get(uri) ?? uri;
    this.#texts.set(text, text);
    this.#declared.push({ prefix, depth });
    const outer = this.#byPrefix.get(prefix);
    if (outer === undefined) this.#byPrefix.set(prefix, [text]);
    else outer.push(text);
    return true;
  }

  /** Ends what was declared at `depth` and deeper. */
  leave(depth: number): void {
    for (let last = this.#declared.at(-1); last !== undefined && last.depth >= depth; ) {
      this.#byPrefix.get(last.prefix)?.pop();
      this.#declared.pop();
      last = this.#declared.at(-1);
    }
  }

  /** The namespace of a prefix; "" for none; null if the prefix was never declared. */
  resolve(prefix: string): string | null {
    const declared = this.#byPrefix.get(prefix)?.at(-1);
    if (declared !== undefined) return declared;
    if (prefix === "") return "";
    return prefix === "xml" ? XML_NAMESPACE : null;
  }
}
