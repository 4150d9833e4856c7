// The page of `/`: what this is, and where to go from here.
import { htmlPage, type Page } from "./page.ts";
import { BASE_STYLE } from "./page-style.ts";

const STYLE = `${BASE_STYLE}
main { max-width: 46rem; margin: 0 auto; padding: clamp(1.6rem, 8vh, 5rem) clamp(1rem, 4vw, 2rem); }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: .15rem 0 0; color: var(--soft); }
`;

const BODY = `<main>
<h1>receivables-edge</h1>
<p>Payment plans, payment references and contacts' credit-control facts: three published partner contracts, spoken exactly, and one JSON API around them.</p>
<dl>
<dt><a href="/docs">Reference</a></dt><dd>Every call, with its examples, to read and to try.</dd>
<dt><a href="/help">Help pages of the contracts</a></dt><dd>Call by call, in the manner of their originals.</dd>
<dt><a href="/openapi.json">OpenAPI 3.1</a></dt><dd>The same as a document for tools.</dd>
</dl>
<p class="soft small">What this deployment is set to, <code>GET /v1/settings</code> tells with any key. <a href="/health">Health</a> and <a href="/ready">readiness</a> need none.</p>
</main>`;

export const homePage = (): Page => htmlPage("receivables-edge", BODY, STYLE, null);
