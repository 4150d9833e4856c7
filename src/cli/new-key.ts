// The text of a new API key.
import { randomBytes } from "node:crypto";

/** 256 random bits; the prefix tells a reader (and a secret scanner) what it is. */
export const newKey = (): string => `rek_${randomBytes(32).toString("base64url")}`;
