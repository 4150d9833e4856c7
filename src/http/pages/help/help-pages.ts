// GET /help and GET /help/{call}: the help pages of the three contracts.
import type { ContractCall } from "../../contracts/contract-call.ts";
import { describeReferenceContract } from "../../contracts/debtrak/describe-references.ts";
import { describePlanContract } from "../../contracts/procura/describe-plans.ts";
import type { Contracts } from "../../failures/dialect-failure.ts";
import { htmlPage, type Page } from "../page.ts";
import { callPage } from "./call-page.ts";
import { extrasPage } from "./extras-page.ts";
import { HELP_STYLE } from "./help-style.ts";
import { type Html, html, table } from "./html.ts";

const EXTRAS = "ContactExtraSave";

const page = (title: string, body: Html): Page =>
  htmlPage(`${title} · Help`, html`<main>${body}</main>`.html, HELP_STYLE, null);

const link = ({ id, method, path }: ContractCall): Html =>
  html`<a href="/help/${id}"><span class="method ${method}">${method}</span> ${path.slice(1)}</a>`;

const group = (title: string, calls: readonly ContractCall[]): Html => {
  const rows = calls.map((call) => [
    link(call),
    call.published ? call.summary : `${call.summary} (sibling call)`,
  ]);
  return html`<h2>${title}</h2>${table(["API", "Description"], rows)}`;
};

/** The list of calls, grouped as their originals group them. */
export function helpIndex({ references, plans }: Contracts): Page {
  const extras = [
    html`<a href="/help/${EXTRAS}"><span class="method GET">GET</span> v01/services.ashx?action=ContactExtraSave</a>`,
    "Add or update contact extra",
  ];
  return page(
    "Web API",
    html`<h1>Web API Help Page</h1>
<p>The three contracts, call by call: parameters, types, and a sample in every media type. The modern API is in <a href="/docs">the reference</a>.</p>
${group("ContactPaymentReferenceDebtor", describeReferenceContract(references))}
${group("PaymentPlan", describePlanContract(plans))}
<h2>services.ashx</h2>${table(["API", "Description"], [extras])}`,
  );
}

/** The page of one call by its name in any case, or null. */
export async function helpOf({ references, plans }: Contracts, name: string): Promise<Page | null> {
  const wanted = name.toLowerCase();
  if (wanted === EXTRAS.toLowerCase()) return page(EXTRAS, extrasPage());
  const calls = [...describeReferenceContract(references), ...describePlanContract(plans)];
  const call = calls.find(({ id }) => id.toLowerCase() === wanted);
  return call === undefined ? null : page(call.id, await callPage(call));
}
