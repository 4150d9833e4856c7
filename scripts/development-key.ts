// The key of a local service. Everybody knows it, so it is made for loopback only and never deployed.
import { createHash } from "node:crypto";
import { type HashedKey, SCOPES } from "../src/http/request/key/api-key.ts";

export const DEVELOPMENT_KEY = "rek_development_only";

export const DEVELOPMENT_API_KEYS: readonly HashedKey[] = [
  {
    name: "development",
    hash: createHash("sha256").update(DEVELOPMENT_KEY).digest("hex"),
    scopes: [...SCOPES],
  },
];
