// How new has to be what a request reads, where stores may lag behind one another.
import type { Subject } from "../events/recorded-event.ts";

/** Of whatever age, the newest there is, or not before a version of one subject. */
export type Freshness = "any" | "newest" | SeenVersion;
export type SeenVersion = { readonly subject: Subject; readonly id: number; readonly version: number };
