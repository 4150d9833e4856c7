// The measured cases: what the real stack answered, byte for byte.

import { readFileSync } from "node:fs";

export interface Case {
  readonly id: string;
  readonly note: string;
  readonly contract: "debtrak" | "procura";
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly contentType: string | null;
    readonly accept: string | null;
    readonly headers?: Readonly<Record<string, string>>;
    readonly bodyBase64: string | null;
  };
  readonly response: {
    readonly status: number;
    readonly contentType?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly bodyBase64: string | null;
    readonly bound?: MeasuredDto | null;
  };
  readonly chunked?: boolean;
  readonly doubt?: string;
  readonly volatile?: boolean;
}

export type MeasuredDto = { readonly [member: string]: string | number | null | MeasuredDto };

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../cases/wire-${name}.json`, import.meta.url), "utf8"));

export const decodeCases = [...(read("decode-debtrak") as Case[]), ...(read("decode-procura") as Case[])];
export const encodeCases = read("encode") as Case[];
export const allCases: readonly Case[] = [...decodeCases, ...encodeCases];

export interface ScalarCase {
  readonly id: string;
  readonly kind: "decimal" | "date" | "string";
  readonly value: string;
  readonly format: "json" | "xml";
  readonly text: string;
}

export const scalarCases = read("scalars") as ScalarCase[];

/** A case's request body; null when it has none. */
export const bodyOf = ({ request }: Case): Uint8Array<ArrayBuffer> | null =>
  request.bodyBase64 === null ? null : new Uint8Array(Buffer.from(request.bodyBase64, "base64"));
