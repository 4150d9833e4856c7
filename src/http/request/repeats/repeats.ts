// What is true of sending a request again whose answer is not known: said with every 503 of the database.
import type { Context } from "hono";
import type { Method, Write } from "../../call/declared.ts";
import type { AppEnv } from "../context.ts";
import { readIfMatch } from "../if-match.ts";
import { queryPairs } from "../query/query-pairs.ts";
import type { Repeatable } from "./repeatable.ts";

/** Whether the request asks what a write would do, and does not want it done. */
export function isPreview({ preview }: Write, url: string): boolean {
  if (preview === undefined) return false;
  return queryPairs(url).some(([name, word]) =>
    preview === "validateOnly"
      ? name === "validateOnly" && word === "true"
      : name.toLowerCase() === "validateonly" && word.toLowerCase() === "true",
  );
}

/** How the call of a request writes; null where it does not, as the HEAD of one that answers GET. */
export function writeOf(context: Context<AppEnv>): Write | null {
  const call = context.get("call");
  const method = context.req.raw.method as Method;
  return call?.methods.includes(method) === true ? (call.write ?? null) : null;
}

/** What is true of this request. */
export function repeatableOf(context: Context<AppEnv>): Repeatable {
  const write = writeOf(context);
  if (write === null || isPreview(write, context.req.raw.url)) return { tag: "changes nothing" };
  if (context.get("claim") !== undefined) return { tag: "has a key" };
  const { repeat } = write;
  if (repeat.tag !== "at a version") return repeat;
  const ifMatch = readIfMatch(context.req.header("if-match"));
  if (ifMatch === "absent" && repeat.absent !== undefined)
    return { tag: "acts once", because: repeat.absent };
  return typeof ifMatch === "string" ? { ...repeat, tag: "acts again" } : repeat;
}
