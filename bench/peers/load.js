// The load generator, a process of its own: a job on each line of its input, what came of it on each line of output.
import { createInterface } from "node:readline";
import autocannon from "autocannon";
import { CALLS, HEADERS } from "./calls.js";

/** Sends `amount` requests from request `from` on, over `connections`; the requests a second and the failures. */
async function run({ url, call, from, amount, size, connections }) {
  let n = from;
  const next = (request) => {
    const { method, path, body } = CALLS[call](n, size);
    n += 1;
    return { ...request, method, path, body };
  };
  const statuses = {};
  const startedAt = performance.now();
  let endedAt = startedAt;
  // The generator itself only looks every now and then whether it is done; the last answer is what counts.
  const options = {
    url,
    connections,
    amount,
    headers: HEADERS,
    requests: [{ setupRequest: next }],
    sampleInt: 20,
  };
  const result = await new Promise((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    run.on("response", (_client, status) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      endedAt = performance.now();
    });
  });
  const rate = (amount / (endedAt - startedAt)) * 1_000;
  return { rate, refused: result.non2xx, cutOff: result.errors + result.timeouts, statuses, next: n };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
}
