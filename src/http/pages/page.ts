// An HTML page whose style and script are inline and allowed by their hashes: nothing is loaded from anywhere.

export type Page = {
  readonly html: string;
  readonly style: string;
  /** Null: the page runs no script. */
  readonly script: string | null;
};

async function source(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

/** A strict Content-Security-Policy: the page's own style and script, and calls to this service. */
export async function pageHeaders({ style, script }: Page): Promise<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    `style-src ${await source(style)}`,
    ...(script === null ? [] : [`script-src ${await source(script)}`, "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { "Content-Security-Policy": policy.join("; ") };
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

/** The whole page around its body. */
export function htmlPage(title: string, body: string, style: string, script: string | null): Page {
  const run = script === null ? "" : `<script>${script}</script>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
${run}
</body>
</html>
`;
  return { html, style, script };
}
