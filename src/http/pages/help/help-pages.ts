// /help and /help/{call}: the help pages of the contracts.
import type { DescribedDialect } from "../../contracts/described-dialect.ts";
import { htmlPage, type Page } from "../page.ts";
import type { HelpGroup } from "./help-group.ts";
import { HELP_STYLE } from "./help-style.ts";
import { type Html, html, table } from "./html.ts";

const page = (title: string, body: Html): Page =>
  htmlPage(`${title} · Help`, html`<main>${body}</main>`.html, HELP_STYLE, null);

const groupTable = ({ title, entries }: HelpGroup): Html => {
  const rows = entries.map(({ link, summary }) => [link, summary]);
  return html`<h2>${title}</h2>${table(["API", "Description"], rows)}`;
};

/** The list of calls, grouped as their originals group them. */
function helpIndex(groups: readonly HelpGroup[]): Page {
  return page(
    "Web API",
    html`<h1>Web API Help Page</h1>
<p>The contracts, call by call: parameters, types, and a sample in every media type. The modern API is in <a href="/docs">the reference</a>.</p>
${groups.map((group, at) => html`${at === 0 ? "" : "\n"}${groupTable(group)}`)}`,
  );
}

/** All of them, by the names of their files. */
export async function helpPages(dialects: readonly DescribedDialect[]): Promise<ReadonlyMap<string, Page>> {
  const groups = dialects.map((dialect) => dialect.help());
  const calls = groups.flatMap(({ entries }) => entries);
  const ofCalls = calls.map(
    async ({ id, page: body }) => [`help/${id}.html`, page(id, await body())] as const,
  );
  return new Map([["help.html", helpIndex(groups)], ...(await Promise.all(ofCalls))]);
}
