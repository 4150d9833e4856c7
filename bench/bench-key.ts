// The key that everything measured is called with. Not the development key: on Workers that one is let in by loopback
// alone, which is looked at on each request.
import { createHash } from "node:crypto";
import { type HashedKey, SCOPES } from "../src/http/request/key/api-key.ts";

/** As in bench/peers/calls.js. */
export const BENCH_KEY = "rek_measured_on_loopback";

export const BENCH_API_KEYS: readonly HashedKey[] = [
  { name: "bench", hash: createHash("sha256").update(BENCH_KEY).digest("hex"), scopes: [...SCOPES] },
];
