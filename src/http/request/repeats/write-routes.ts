// Every call of /v1 that writes, and what sending it again without an Idempotency-Key comes to. The contracts' calls say
// so themselves.
import type { Context } from "hono";
import type { Method, Write } from "../../call/declared.ts";
import type { AppEnv } from "../context.ts";
import {
  CHANGES_CREDIT,
  CHANGES_PLAN,
  MAKES_PLAN,
  RECORDS_PAYMENT,
  REGISTERS_REFERENCE,
  SAVES_CONTACT,
} from "./known-repeats.ts";

export type WriteRoute = Write & {
  readonly methods: readonly Method[];
  readonly path: string;
};

export const WRITE_ROUTES: readonly WriteRoute[] = [
  { methods: ["POST"], path: "/v1/payment-plans", repeat: MAKES_PLAN, preview: "validateOnly" },
  { methods: ["PUT"], path: "/v1/payment-plans/{id}", repeat: CHANGES_PLAN, preview: "validateOnly" },
  {
    methods: ["POST"],
    path: "/v1/payment-plans/{id}/payments",
    repeat: RECORDS_PAYMENT,
    preview: "validateOnly",
  },
  {
    methods: ["POST"],
    path: "/v1/payment-plans/{id}/payments/{number}/reverse",
    repeat: {
      tag: "acts once",
      because:
        "a payment is reversed once; PAYMENT_ALREADY_REVERSED or a 412 then means that it may be done.",
    },
    preview: "validateOnly",
  },
  {
    methods: ["PUT"],
    path: "/v1/payment-plans/{id}/instalments/{ordinal}",
    repeat: CHANGES_PLAN,
    preview: "validateOnly",
  },
  {
    methods: ["POST"],
    path: "/v1/payment-plans/rehearsals/{hash}/commit",
    repeat: { tag: "acts once", because: "a plan that was changed by this rehearsal is not changed again." },
    bodyInPath: true,
  },
  {
    methods: ["PUT"],
    path: "/v1/contacts/{id}",
    repeat: SAVES_CONTACT,
  },
  { methods: ["PATCH"], path: "/v1/contacts/{id}/credit", repeat: CHANGES_CREDIT },
  { methods: ["POST"], path: "/v1/payment-references", repeat: REGISTERS_REFERENCE },
  {
    methods: ["POST"],
    path: "/v1/payment-references/{id}/deactivate",
    repeat: { tag: "acts once", because: "a reference is deactivated once, and the first stamp stays." },
  },
];

const ID = /^[0-9]{1,10}$/;
const HASH = /^[0-9a-f]{64}$/;

function isPart(template: string | undefined, part: string): boolean {
  if (template === "{hash}") return HASH.test(part);
  return template?.startsWith("{") === true ? ID.test(part) : template === part;
}

function isOf(template: string, path: string): boolean {
  const [wanted, parts] = [template.split("/"), path.split("/")];
  return parts.length === wanted.length && parts.every((part, at) => isPart(wanted[at], part));
}

/** What the request's call says of its writing; undefined for one that only reads. */
export function writeOf({ get, req }: Pick<Context<AppEnv>, "get" | "req">): Write | undefined {
  const { method, path } = req;
  const isMeant = (route: WriteRoute) =>
    route.methods.some((own) => own === method) && isOf(route.path, path);
  return get("call")?.write ?? WRITE_ROUTES.find(isMeant);
}
