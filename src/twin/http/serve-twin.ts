// The twin as a process of its own under Node: on loopback and nowhere else, with its controls below `/_twin/`.
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { refuse } from "../../cli/command-line.ts";
import { listen } from "../../http/server/node-server.ts";
import { orExit } from "../../http/server/start-failure.ts";
import { onStopSignal } from "../../http/server/stop-signals.ts";
import { AnswerCut } from "../answer.ts";
import type { PageFiles } from "../pages.ts";
import { makeTwin } from "../twin.ts";
import { TwinInputError } from "../twin-input-error.ts";
import { TWIN_KEY } from "../twin-key.ts";
import type { Twin } from "../types.ts";
import { controlled } from "./controls.ts";

const HOSTNAME = "127.0.0.1";
const MAX_CONNECTIONS = 1_000;
const DEFAULT_PORT = "8788";

const OPTIONS = {
  port: { type: "string", default: DEFAULT_PORT },
  clock: { type: "string" },
  seed: { type: "string" },
  demo: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const satisfies ParseArgsOptionsConfig;

const usage = (called: string): string => `Usage: ${called} [--port N] [--clock DAY] [--seed N] [--demo]
Serves a twin of the service on ${HOSTNAME} alone: all of it over memory, and its controls at /_twin/clock,
/_twin/faults, /_twin/state and /_twin/requests.
  --port    8788; 0 for one that is free
  --clock   a day, or an instant, that it stands at: 2026-01-01
  --seed    the same seed and calls, the same ids and faults: 1
  --demo    with the demo data`;

type Options = ReturnType<typeof optionsOf>;
const optionsOf = (words: readonly string[]) => parseArgs({ args: [...words], options: OPTIONS }).values;

function read(words: readonly string[], called: string): Options {
  try {
    return optionsOf(words);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : "The options cannot be read.", usage(called));
  }
}

function made({ clock, seed }: Options, called: string, loadPages: () => Promise<PageFiles>): Twin {
  try {
    const numbers = seed === undefined ? {} : { seed: Number(seed) };
    return makeTwin({ ...(clock === undefined ? {} : { clock }), ...numbers }, loadPages);
  } catch (error) {
    if (!(error instanceof TwinInputError)) throw error;
    return refuse(`--${error.message}`, usage(called));
  }
}

type Incoming = { readonly incoming: { readonly socket: { readonly destroy: () => void } } };

/** What a cut connection is to a server: the socket is gone, and nothing was said. */
const cutting =
  (answer: (request: Request) => Promise<Response>) =>
  async (request: Request, env: unknown): Promise<Response> => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof AnswerCut) (env as Incoming).incoming.socket.destroy();
      else if (!request.signal.aborted) throw error;
      return new Response(null, { status: 499 });
    }
  };

/** `called` is how it was started, for the help. */
export async function serveTwin(
  words: readonly string[],
  called: string,
  loadPages: () => Promise<PageFiles>,
): Promise<void> {
  const options = read(words, called);
  if (options.help) {
    console.log(usage(called));
    return;
  }
  if (!/^\d{1,5}$/.test(options.port) || Number(options.port) > 65_535)
    refuse("--port: a port, 0 to 65535, is expected", usage(called));
  const twin = made(options, called, loadPages);
  if (options.demo) await twin.load("demo");
  const place = { hostname: HOSTNAME, port: Number(options.port), maxConnections: MAX_CONNECTIONS };
  const server = await orExit(`Cannot listen on ${HOSTNAME}:${options.port}`, () =>
    listen(cutting(controlled(twin)), place),
  );
  const url = `http://${HOSTNAME}:${server.address.port}`;
  console.log(`The twin listens on ${url}
  key        ${TWIN_KEY}
  clock      ${twin.clock.now()}, until it is moved
  controls   ${url}/_twin/clock, /_twin/faults, /_twin/state, /_twin/requests
  reference  ${url}/docs`);
  onStopSignal(async () => {
    await server.stop();
    return 0;
  });
}
