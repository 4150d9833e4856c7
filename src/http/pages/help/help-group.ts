// What a contract puts on the help pages: a table of its calls, each with a page.
import { type Html, html } from "./html.ts";

export type HelpEntry = {
  /** The page's name: `/help/UpdatePaymentPlanAndRecalculate`, in any case. */
  readonly id: string;
  readonly link: Html;
  readonly summary: string;
  /** Made when it is asked for. */
  readonly page: () => Html | Promise<Html>;
};

export type HelpGroup = { readonly title: string; readonly entries: readonly HelpEntry[] };

/** The link to a call's page. */
export const callLink = (id: string, method: string, path: string): Html =>
  html`<a href="/help/${id}"><span class="method ${method}">${method}</span> ${path.slice(1)}</a>`;
