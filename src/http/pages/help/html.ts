// The few pieces of HTML that the help pages are made of. Every text is escaped where it goes in.
import { escapeHtml } from "../page.ts";

/** Markup that is already safe. */
export type Html = { readonly html: string };

/** A template whose values are escaped, unless they are markup; a list is joined. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const shown = (value: string | Html | readonly Html[]): string => {
    if (typeof value === "string") return escapeHtml(value);
    return "html" in value ? value.html : value.map((part) => part.html).join("");
  };
  const last = values.length;
  return { html: strings.map((text, at) => text + (at < last ? shown(values[at] ?? "") : "")).join("") };
}

/** Words with code between backticks, as descriptions have them. */
export const prose = (text: string): Html => ({
  html: text
    .split("`")
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`).html)
    .join(""),
});

/** A path that may break after its slashes. */
export const breakable = (path: string): Html => ({
  html: path
    .split("/")
    .map((part) => html`${part}`.html)
    .join("/<wbr>"),
});

export function table(titles: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const head = titles.map((title) => html`<th scope="col">${title}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export const sample = (types: readonly string[], text: string): Html =>
  html`<h3>${types.join(", ")}</h3><p class="soft small">Sample:</p><pre tabindex="0"><code>${text}</code></pre>`;
