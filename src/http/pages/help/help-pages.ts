// GET /help and GET /help/{call}: the help pages of the contracts.
import type { Dialect } from "../../contracts/dialect.ts";
import type { Settings } from "../../settings/settings.ts";
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
export function helpIndex(dialects: readonly Dialect[], settings: Settings): Page {
  const groups = dialects.map((dialect) => dialect.help(settings));
  return page(
    "Web API",
    html`<h1>Web API Help Page</h1>
<p>The contracts, call by call: parameters, types, and a sample in every media type. The modern API is in <a href="/docs">the reference</a>.</p>
${groups.map((group, at) => html`${at === 0 ? "" : "\n"}${groupTable(group)}`)}`,
  );
}

/** The page of one call by its name in any case, or null. */
export async function helpOf(
  dialects: readonly Dialect[],
  settings: Settings,
  name: string,
): Promise<Page | null> {
  const wanted = name.toLowerCase();
  const entries = dialects.flatMap((dialect) => dialect.help(settings).entries);
  const entry = entries.find(({ id }) => id.toLowerCase() === wanted);
  return entry === undefined ? null : page(entry.id, await entry.page());
}
