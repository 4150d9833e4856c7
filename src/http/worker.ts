// The entry point on Cloudflare Workers: composes the app from the bindings, once an isolate.
import { appOverServer } from "./compose.ts";
import { builtPageIn } from "./pages/assets-binding.ts";
import { DEVELOPMENT_KEY_REFUSED, isLoopback, opensToEverybody } from "./request/key/development-key.ts";
import { addressFrom } from "./request/limits/caller-address.ts";
import { limiterOf } from "./request/limits/platform-limiter.ts";
import { once } from "./request/once.ts";
import { type Environment, readSettings } from "./settings/settings.ts";
import { unconfigured } from "./settings/unconfigured.ts";
import type { Service } from "./tenant-apps.ts";

type Composed = { readonly app: Service; readonly onLoopbackOnly: boolean };

const composed = new WeakMap<Environment, Composed>();
const elsewhere = once(() => unconfigured([DEVELOPMENT_KEY_REFUSED]));

function compose(environment: Environment): Composed {
  const read = readSettings(environment);
  if ("wrong" in read) return { app: unconfigured(read.wrong), onLoopbackOnly: false };
  const { settings } = read;
  const app = appOverServer(settings, {
    limiter: limiterOf(environment.RATE_LIMITER),
    // The platform sets it; what a caller sends of that name does not reach us.
    addressOf: addressFrom("CF-Connecting-IP", () => null),
    builtPage: builtPageIn(environment.ASSETS),
  });
  return { app, onLoopbackOnly: opensToEverybody(settings.API_KEYS) };
}

export default {
  fetch(request: Request, environment: Environment): Response | Promise<Response> {
    const made = composed.get(environment) ?? compose(environment);
    composed.set(environment, made);
    const isRefused = made.onLoopbackOnly && !isLoopback(new URL(request.url).hostname);
    return (isRefused ? elsewhere() : made.app).fetch(request);
  },
};
