// What a call of a Web API contract takes and gives, as data: its help page and its part of the OpenAPI document.

import type { ResponseHeader } from "../openapi/headers.ts";
import type { FailureTag } from "../openapi/operation.ts";
import type { Scope } from "../request/key/api-key.ts";
import type { Contract } from "../webapi/contract.ts";
import type { Shape, WireValue } from "../webapi/values/shape.ts";

export type Dto = Readonly<Record<string, WireValue>>;

export type ContractParameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  /** In the words of the contract pages: integer, string, boolean, date, decimal number. */
  readonly type: string;
  readonly description: string;
  readonly information?: string;
  readonly words?: readonly string[];
  readonly example?: string;
};

/** Taken by every call that writes. */
export const IDEMPOTENCY_KEY: ContractParameter = {
  name: "Idempotency-Key",
  in: "header",
  type: "string",
  description:
    "Sent again with the same key, the same request acts once and gets the first answer. Kept for at least 24 hours.",
  information: "1 to 255 visible ASCII characters.",
};

export type ContractCall = {
  readonly contract: Contract;
  readonly id: string;
  readonly tag: string;
  readonly method: "GET" | "POST" | "PUT";
  /** As the contract page writes it, a path parameter in braces. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** True where the call is the published contract's own. */
  readonly published: boolean;
  readonly scope: Scope;
  readonly parameters: readonly ContractParameter[];
  readonly body?: {
    readonly shape: Shape;
    readonly sample: Dto;
    /** Members without which it is refused. */
    readonly required: readonly string[];
  };
  readonly answer: {
    readonly status: number;
    readonly shape: Shape;
    readonly list?: true;
    readonly sample: Dto | null;
    readonly headers: readonly ResponseHeader[];
  };
  readonly failures: readonly FailureTag[];
};
