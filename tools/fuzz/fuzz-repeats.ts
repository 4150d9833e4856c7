// Writes whose caller hangs up before the answer, and sends them again with their key: one effect, one answer.
import { connect } from "node:net";
import { DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { pause } from "../chaos/chaos-service.ts";
import { persistentFetch } from "../shared/persistent-fetch.ts";
import type { Random } from "../shared/seeded.ts";

type Write = {
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
};

/** One of each kind of write; `token` tells it from all others. */
const writes = (token: number): readonly Write[] => [
  {
    method: "POST",
    path: "/v1/payment-plans",
    body: JSON.stringify({
      clientId: 1_000_000 + token,
      businessUnitId: 3,
      start: "2030-01-04",
      amount: { amount: "10.00", currency: "AUD" },
      count: 3,
      recurrence: "Weekly",
      paymentMethod: "Cash",
    }),
  },
  {
    method: "POST",
    path: "/v1/payment-references",
    body: JSON.stringify({ accountId: 1, contactId: 1_000_000 + token, crn: `FUZZ ${token}` }),
  },
  {
    method: "GET",
    path: `/v01/services.ashx?action=ContactExtraSave&ContactId=38759340&ContactExtraFlaggedReason=fuzz-${token}`,
    body: null,
  },
];

const payment = (plan: number, token: number): Write => ({
  method: "POST",
  path: `/v1/payment-plans/${plan}/payments`,
  body: JSON.stringify({
    amount: { amount: "0.01", currency: "AUD" },
    receivedOn: "2025-01-31",
    note: `fuzz ${token}`,
  }),
});

export type LostAnswers = { readonly repeats: number; readonly wrong: readonly string[] };

/** Each kind of write once with its answer lost, then twice more: both repeats get the same, and it happened once. */
export async function lostAnswers(
  url: string,
  port: number,
  random: Random,
  token: number,
): Promise<LostAnswers> {
  const wrong: string[] = [];
  let repeats = 0;
  let plan: number | null = null;
  for (const write of writes(token)) {
    const answer = await repeated(write);
    if (write.path === "/v1/payment-plans") plan = (JSON.parse(answer) as { id?: number }).id ?? null;
  }
  if (plan !== null) {
    await repeated(payment(plan, token));
    const kept = (await (
      await ask({ method: "GET", path: `/v1/payment-plans/${plan}`, body: null })
    ).json()) as {
      payments: readonly unknown[];
    };
    if (kept.payments.length !== 1) wrong.push(`plan ${plan}: ${kept.payments.length} payments for one key`);
  }
  const made = (await (
    await ask({ method: "GET", path: `/v1/payment-plans?clientId=${1_000_000 + token}`, body: null })
  ).json()) as {
    items: readonly unknown[];
  };
  if (made.items.length !== 1)
    wrong.push(`client ${1_000_000 + token}: ${made.items.length} plans for one key`);
  return { repeats, wrong };

  function headersOf(write: Write): Record<string, string> {
    const key = `fuzz-${token}-${write.path.replace(/\W+/g, "-").slice(0, 60)}`;
    return {
      key: DEVELOPMENT_KEY,
      "If-Match": "*",
      ...(write.method === "POST" || /services\.ashx/.test(write.path) ? { "Idempotency-Key": key } : {}),
      ...(write.body === null ? {} : { "Content-Type": "application/json" }),
    };
  }
  function ask(write: Write): Promise<Response> {
    const { method, path, body } = write;
    return persistentFetch(url + path, { method, headers: headersOf(write), body });
  }
  async function repeated(write: Write): Promise<string> {
    const lines = Object.entries(headersOf(write)).map(([name, value]) => `${name}: ${value}\r\n`);
    const length = write.body === null ? "" : `Content-Length: ${Buffer.byteLength(write.body)}\r\n`;
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      `${write.method} ${write.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}${length}\r\n${write.body ?? ""}`,
    );
    await pause(random.below(8));
    socket.destroy();
    const answers: string[] = [];
    for (let attempt = 0; attempt < 200 && answers.length < 2; attempt += 1) {
      const response = await ask(write);
      const text = await response.text();
      repeats += 1;
      if (response.ok) answers.push(`${response.status} ${text}`);
      else if (response.status === 409) await pause(100);
      else {
        wrong.push(`${write.path}: ${response.status} ${text.slice(0, 200)}`);
        return "{}";
      }
    }
    if (answers[0] !== answers[1])
      wrong.push(`${write.path}: two answers to one key: ${answers.join(" | ").slice(0, 400)}`);
    return answers[0]?.slice(4) ?? "{}";
  }
}
