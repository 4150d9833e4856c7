// Every call that writes, and what sending it again without an Idempotency-Key comes to.

/**
 * `acts once`: by its nature; `because` says why. `at a version`: safe where If-Match names versions, and by nature where
 * it is left out and `absent` says why; else `risk` says what comes of sending it again, and `look` where to see whether
 * it happened. `acts again`: never safe.
 */
export type Repeat =
  | { readonly tag: "acts once"; readonly because: string }
  | { readonly tag: "at a version"; readonly absent?: string; readonly risk: string; readonly look: string }
  | { readonly tag: "acts again"; readonly risk: string; readonly look: string };

export type WriteRoute = {
  readonly methods: readonly ("GET" | "POST" | "PUT" | "PATCH")[];
  /** As routing sees it, contract paths in lower case. `{id?}` may be left out. */
  readonly path: string;
  readonly repeat: Repeat;
  /** How its validateOnly is spelled; a call without one always writes. */
  readonly preview?: "validateOnly" | "in any case";
  /** The path names the body by its hash, which no other body has. */
  readonly bodyInPath?: true;
};

const PLAN_HISTORY = "GET /v1/payment-plans/{id}/history tells what happened to the plan.";
const CONTACT_HISTORY = "GET /v1/contacts/{id}/history tells what happened to the contact.";
const OVERWRITES = "it overwrites what others have changed since";
const CHANGE: Repeat = { tag: "at a version", risk: OVERWRITES, look: PLAN_HISTORY };
const MAKE: Repeat = {
  tag: "acts again",
  risk: "it makes another plan",
  look: "GET /v1/payment-plans?clientId= lists the plans of a client.",
};
const REGISTER: Repeat = {
  tag: "acts once",
  because: "a reference is registered once, however often it is sent.",
};

export const WRITE_ROUTES: readonly WriteRoute[] = [
  { methods: ["POST"], path: "/v1/payment-plans", repeat: MAKE, preview: "validateOnly" },
  { methods: ["PUT"], path: "/v1/payment-plans/{id}", repeat: CHANGE, preview: "validateOnly" },
  {
    methods: ["POST"],
    path: "/v1/payment-plans/{id}/payments",
    repeat: { tag: "at a version", risk: "the payment is recorded twice", look: PLAN_HISTORY },
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
    repeat: CHANGE,
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
    repeat: {
      tag: "at a version",
      absent: "without If-Match it makes a contact, and changes none that is there.",
      risk: OVERWRITES,
      look: CONTACT_HISTORY,
    },
  },
  {
    methods: ["PATCH"],
    path: "/v1/contacts/{id}/credit",
    repeat: { tag: "at a version", risk: OVERWRITES, look: CONTACT_HISTORY },
  },
  { methods: ["POST"], path: "/v1/payment-references", repeat: REGISTER },
  {
    methods: ["POST"],
    path: "/v1/payment-references/{id}/deactivate",
    repeat: { tag: "acts once", because: "a reference is deactivated once, and the first stamp stays." },
  },
  {
    methods: ["POST"],
    path: "/api/contactpaymentreferencedebtor/savecontactpaymentreferenceifnotexists/{id?}",
    repeat: REGISTER,
  },
  {
    methods: ["POST"],
    path: "/billings/paymentplan/updatepaymentplanandrecalculate",
    repeat: CHANGE,
    preview: "in any case",
  },
  { methods: ["POST"], path: "/billings/paymentplan", repeat: MAKE, preview: "in any case" },
  { methods: ["PUT"], path: "/billings/paymentplan/{id}", repeat: CHANGE, preview: "in any case" },
  {
    methods: ["GET", "POST"],
    path: "/v01/services.ashx",
    repeat: { tag: "acts again", risk: OVERWRITES, look: CONTACT_HISTORY },
  },
];

const ID = /^[0-9]{1,10}$/;
const HASH = /^[0-9a-f]{64}$/;

function isPart(template: string | undefined, part: string): boolean {
  if (template === "{id?}") return part !== "";
  if (template === "{hash}") return HASH.test(part);
  return template?.startsWith("{") === true ? ID.test(part) : template === part;
}

function isOf(template: string, path: string): boolean {
  const [wanted, parts] = [template.split("/"), path.split("/")];
  const shorter = wanted.at(-1) === "{id?}" && parts.length === wanted.length - 1;
  return (shorter || parts.length === wanted.length) && parts.every((part, at) => isPart(wanted[at], part));
}

/** The route of a request that may write; undefined for one that only reads. `path` is the one that routing sees. */
export const writeRouteOf = (method: string, path: string): WriteRoute | undefined =>
  WRITE_ROUTES.find(
    (route) => (route.methods as readonly string[]).includes(method) && isOf(route.path, path),
  );
