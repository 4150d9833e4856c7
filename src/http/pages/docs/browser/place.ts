// Where the page is: a call, and in it a piece that was searched for. It stands in the address, so it can be linked to.
import type { Kind } from "./search-index.ts";

export type Place = { readonly call: string; readonly kind: Kind | null; readonly name: string };

/** `#getPaymentPlan`, `#getPaymentPlan/member/totals.overdue`. */
export const hashOf = (call: string, kind?: Kind, name?: string): string =>
  kind === undefined ? `#${call}` : `#${[call, kind, encodeURIComponent(name ?? "")].join("/")}`;

export function placeOf(hash: string): Place {
  const [call = "", kind, name = ""] = hash.replace(/^#/, "").split("/");
  return { call, kind: kind === undefined ? null : (kind as Kind), name: decodeURIComponent(name) };
}
