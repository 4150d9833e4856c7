// Which namespace a prefix stands for, element by element.

import { XML_NAMESPACE, XMLNS_NAMESPACE } from "./xml-names.ts";

interface Declaration {
  readonly prefix: string;
  readonly uri: string;
  readonly depth: number;
}

/** Look-up is a walk over the declarations in force; no honest document comes near this many. */
const MAX_DECLARED = 256;

/** The declarations in force. Undeclared prefixes and misuse of the reserved ones are reported as `false` or `null`. */
export class Namespaces {
  readonly #declared: Declaration[] = [];

  /** Declares a prefix ("" for the default) for the element at `depth`; false if XML forbids that. */
  declare(prefix: string, uri: string, depth: number): boolean {
    if (prefix === "xmlns" || uri === XMLNS_NAMESPACE) return false;
    if ((prefix === "xml") !== (uri === XML_NAMESPACE)) return false;
    if ((prefix !== "" && uri === "") || this.#declared.length >= MAX_DECLARED) return false;
    this.#declared.push({ prefix, uri, depth });
    return true;
  }

  /** Ends what was declared at `depth` and deeper. */
  leave(depth: number): void {
    while ((this.#declared.at(-1)?.depth ?? -1) >= depth) this.#declared.pop();
  }

  /** The namespace of a prefix; "" for none; null if the prefix was never declared. */
  resolve(prefix: string): string | null {
    for (let at = this.#declared.length - 1; at >= 0; at--) {
      const declaration = this.#declared[at];
      if (declaration?.prefix === prefix) return declaration.uri;
    }
    if (prefix === "") return "";
    return prefix === "xml" ? XML_NAMESPACE : null;
  }
}
