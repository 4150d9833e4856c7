// As much of an OpenAPI 3.1 document as the page reads, and the following of its references.

export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  /** Of a text that is lines: the schema of each. */
  readonly "x-line-schema"?: Schema;
};

export type Example = { readonly $ref?: string; readonly summary?: string; readonly value?: unknown };

export type Media = {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
};

export type Content = Readonly<Record<string, Media>>;

export type Parameter = {
  readonly $ref?: string;
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
};

export type Response = {
  readonly $ref?: string;
  readonly description?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref?: string; readonly description?: string }>>;
  readonly content?: Content;
};

export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly "x-start"?: boolean;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
};

export type Document = {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
};

/** Gives what a node stands for: itself, or what its `$ref` names, under what it says beside it. */
export type Deref = <T extends { readonly $ref?: string }>(node: T) => T;

export function derefIn(document: Document): Deref {
  return function deref<T extends { readonly $ref?: string }>(node: T): T {
    if (node.$ref === undefined) return node;
    let found: unknown = document;
    for (const part of node.$ref.slice(2).split("/"))
      found = (found as Readonly<Record<string, unknown>>)[part];
    if (found === undefined) throw new Error(`the document has no ${node.$ref}`);
    const { $ref, ...own } = node;
    return { ...deref(found as T), ...own };
  };
}

/** `Money` of `#/components/schemas/Money`. */
export const nameOf = ({ $ref }: { readonly $ref?: string }): string | null =>
  $ref?.split("/").at(-1) ?? null;
