// GET /docs: the reference as one page over /openapi.json, with everything it needs inside.
import { htmlPage, type Page } from "../page.ts";
import { DOCS_SCRIPT } from "./docs-script.ts";
import { DOCS_STYLE } from "./docs-style.ts";

const BODY = `<a class="skip" href="#call">To the call</a>
<div class="layout">
<nav id="nav" class="closed" aria-label="Calls">
<a class="title" href="#">receivables-edge</a>
<p class="small"><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/help">Contract help pages</a></p>
<div><label for="key">API key</label><input id="key" type="password" autocomplete="off" spellcheck="false" placeholder="kept in this tab only"></div>
<p><label for="search">Search <span class="soft">(press /)</span></label><input id="search" type="search" autocomplete="off" spellcheck="false"></p>
<p id="found" class="small soft" role="status"></p>
<button id="menu" class="menu plain" type="button" aria-expanded="false" aria-controls="list">All calls</button>
<div id="list" class="list"></div>
</nav>
<main id="call">
<h1>receivables-edge</h1>
<noscript><p>This page needs JavaScript to show <a href="/openapi.json">the OpenAPI document</a>. The <a href="/help">help pages of the contracts</a> work without.</p></noscript>
</main>
</div>`;

export const docsPage = (): Page => htmlPage("receivables-edge", BODY, DOCS_STYLE, DOCS_SCRIPT);
