// The reference page's HTML, as the build writes it: a frame that the script fills from /openapi.json.
import { html } from "hono/html";

export type DocsAssets = { readonly script: string; readonly style: string };

/** The page, with the addresses of its script and its style. */
export const docsPage = async ({ script, style }: DocsAssets): Promise<string> =>
  String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>receivables-edge</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body>
<a class="skip" href="#main">To the call</a>
<div class="layout">
<nav id="nav" class="closed" aria-label="Calls">
<div class="nav-head">
<a class="title" href="#">receivables-edge</a>
<p class="links"><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/help">Contract help pages</a></p>
<div><label for="search">Search (press /)</label><input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="calls, members, codes, words"></div>
<p id="found" role="status"></p>
<div><label for="key">API key</label><input id="key" type="password" autocomplete="off" spellcheck="false" placeholder="kept in memory only"></div>
<button id="menu" class="menu quiet" type="button" aria-expanded="false" aria-controls="list">All calls</button>
</div>
<div id="list" class="list" tabindex="-1"></div>
</nav>
<main id="main">
<noscript><div class="text start"><h1>receivables-edge</h1><p>This page needs JavaScript to show <a href="/openapi.json">the OpenAPI document</a>. The <a href="/help">help pages of the contracts</a> work without.</p></div></noscript>
</main>
</div>
</body>
</html>
`,
  );
