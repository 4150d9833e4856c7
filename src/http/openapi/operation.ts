// What operations of the document share: the codes they can fail with, and the schemas that have a name in it.
import * as z from "zod/mini";
import type { Failure } from "../failures/failure.ts";

export type FailureTag = Failure["tag"];

/** Marks an operation that the reference page begins with. */
export const START = { "x-start": true } as const;

/** Schemas that have a name in the document, whoever made them. */
export const NAMED = z.registry<{ readonly id: string }>();

/** Gives a schema its name in `#/components/schemas`. */
export function named<T extends z.ZodMiniType>(id: string, schema: T): T {
  NAMED.add(schema, { id });
  return schema;
}
