// What is said of a dialect, on the help pages and in the OpenAPI document. The build makes it; nothing that serves calls
// loads it.
import type { JsonSchema } from "../openapi/components.ts";
import type { PathOperation } from "../openapi/description.ts";
import type { HelpGroup } from "../pages/help/help-group.ts";

/** What a dialect adds to the OpenAPI document. */
export type DialectDocument = {
  readonly operations: readonly {
    readonly method: string;
    readonly path: string;
    readonly operation: PathOperation;
  }[];
  /** By their names in `#/components/schemas`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

export type DescribedDialect = {
  /** Of the dialect that is described. */
  readonly prefix: string;
  /** Its part of the help pages; an entry for each of the dialect's names. */
  readonly help: () => HelpGroup;
  readonly document: () => DialectDocument;
};
