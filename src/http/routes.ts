// Routes of Hono, found by the one of its routers that takes all of our paths.
import type { Env, Hono } from "hono";
import type { HonoOptions } from "hono/hono-base";
import { HonoBase } from "hono/hono-base";
import { TrieRouter } from "hono/router/trie-router";

/**
 * An app without routes. `new Hono()` would try a second router first, which does not take paths like ours: it would be
 * loaded, and fail, at every start.
 */
export const noRoutes = <E extends Env>(options: Pick<HonoOptions<E>, "getPath"> = {}): Hono<E> =>
  new HonoBase<E>({ ...options, router: new TrieRouter() });
