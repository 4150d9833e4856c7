// An app that mounts one contract with the actions that the cases were measured with, and remembers what was bound.

import { Hono } from "hono";
import type { BlankEnv } from "hono/types";
import { actionResultVm, contactPaymentReferenceModel } from "../../src/http/contracts/debtrak/dtos.ts";
import { paymentPlanDto } from "../../src/http/contracts/procura/dtos.ts";
import { webApiResult } from "../../src/http/webapi/action-result.ts";
import type { Dto } from "../../src/http/webapi/body/decoded.ts";
import type { Contract } from "../../src/http/webapi/contract.ts";
import { mountWebApi, type WebApiAction, webApiAction, writeNotFound } from "../../src/http/webapi/mount.ts";
import type { EnumMember, Shape, WireValue } from "../../src/http/webapi/values/shape.ts";
import { contractPath, debtrakContract, procuraContract } from "../../tools/shared/default-contracts.ts";
import { bodyOf, type Case, type MeasuredDto } from "./case-file.ts";
import { probes } from "./probes.ts";
import { writeHttpError } from "./write-http-error.ts";

/** The cases were measured with every DTO in both contracts: here each has the tables of them all. */
export const contracts = {
  debtrak: { ...debtrakContract, enums: procuraContract.enums },
  procura: procuraContract,
} as const;

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  /** What the action was given, in the cases' notation; undefined when it was not reached. */
  readonly bound: MeasuredDto | undefined;
}

const actions = (remember: (shape: Shape, value: Dto) => void): readonly WebApiAction<BlankEnv>[] => [
  webApiAction({
    methods: ["POST"],
    path: "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
    body: contactPaymentReferenceModel,
    handle: (_context, { value }) => {
      remember(contactPaymentReferenceModel, value);
      return webApiResult(200, actionResultVm, { Response: null });
    },
  }),
  webApiAction({
    methods: ["POST"],
    path: "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
    body: paymentPlanDto,
    handle: (_context, { value }) => {
      remember(paymentPlanDto, value);
      return webApiResult(200, paymentPlanDto, value);
    },
  }),
];

export interface ProbeApp {
  readonly send: (request: Request) => Promise<Answer>;
}

/** The app of one contract: its own action, and every probe. */
export const probeApp = (contract: Contract): ProbeApp => {
  let bound: MeasuredDto | undefined;
  const app = new Hono({ getPath: contractPath });
  const own = actions((shape, value) => {
    bound = measured(contract, shape, value);
  }).filter(({ path }) => path.toLowerCase().startsWith(`${contract.prefix}/`));
  const probing: readonly WebApiAction<BlankEnv>[] = Object.entries(probes).map(([name, handle]) =>
    webApiAction({ methods: ["GET", "POST"], path: `/probe/${name}`, handle }),
  );
  mountWebApi(app, contract, [...own, ...probing]);
  app.notFound((context) => writeNotFound(contract, context.req.raw));
  app.onError((_error, context) =>
    writeHttpError(contract, context.req.raw, 500, { message: "An error has occurred." }),
  );
  return {
    send: async (request) => {
      bound = undefined;
      const response = await app.fetch(request);
      return {
        status: response.status,
        contentType: response.headers.get("content-type"),
        headers: response.headers,
        body: new Uint8Array(await response.arrayBuffer()),
        bound,
      };
    },
  };
};

/** A DTO in the cases' notation: enumerations by number. */
const measured = (contract: Contract, shape: Shape, value: Dto): MeasuredDto =>
  Object.fromEntries(
    shape.members
      .filter((member) => member.kind !== "computed")
      .map((member) => {
        const held = value[member.name] ?? null;
        if (member.kind === "enum") return [member.name, numberOf(contract, member, held)];
        if (member.kind === "object" && held !== null) {
          return [member.name, measured(contract, member.shape, held as Dto)];
        }
        return [member.name, held as string | number | null];
      }),
  );

const numberOf = (contract: Contract, member: EnumMember, name: WireValue): number =>
  name === null ? 0 : (contract.enums[member.table]?.[String(name)] ?? Number.NaN);

/** The case's request. `chunked` and a missing body have no Content-Length; all others do. */
export const requestOf = (testCase: Case): Request => {
  const { method, path, contentType, accept, headers } = testCase.request;
  const body = bodyOf(testCase);
  const sent = new Headers(headers);
  if (contentType !== null) sent.set("Content-Type", contentType);
  if (accept !== null) sent.set("Accept", accept);
  if (body !== null && testCase.chunked !== true) sent.set("Content-Length", String(body.length));
  // TRACE is a method that fetch forbids to send but a server can receive.
  const sendable = method === "TRACE" ? "POST" : method;
  const request = new Request(`http://oracle.test${path}`, { method: sendable, headers: sent, body });
  return method === sendable ? request : Object.defineProperty(request, "method", { value: method });
};
