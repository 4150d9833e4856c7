// The help page of the contact extras call, in the manner of its contract page: parameters, response codes, example.
import {
  CHECK_MESSAGES,
  extraSavedText,
  NO_MATCHING_CONTACT,
} from "../../contracts/bigchange/contact-extra-checks.ts";
import { EXTRA_PARAMETERS, ONE_OF_TWO } from "../../contracts/bigchange/contact-extra-parameters.ts";
import { contactExtraSave } from "../../contracts/bigchange/contact-extras.ts";
import { type Html, html, table } from "./html.ts";
import { indentJson } from "./pretty-sample.ts";

/** The path with what names the call in its query. */
export const EXTRAS_PATH = `${contactExtraSave.pattern}?action=ContactExtraSave`;

const EXAMPLE = { id: 38759340, name: "Joe Bloggs" };

export function extrasPage(): Html {
  const parameters = EXTRA_PARAMETERS.map(({ name, type, description, required }) => [
    name,
    type,
    description,
    required ? "Required" : "Optional",
  ]);
  const codes = [
    ["0", extraSavedText({ id: EXAMPLE.id, name: EXAMPLE.name }), "It is saved."],
    ...CHECK_MESSAGES.map((message) => ["2", message, "Not valid, given twice, or missing where required."]),
    ["2", NO_MATCHING_CONTACT, "No contact, or more than one, has this id or reference."],
  ];
  const query = new URLSearchParams(
    EXTRA_PARAMETERS.flatMap(({ name, example }): [string, string][] =>
      example === undefined ? [] : [[name, example]],
    ),
  );
  const answer = JSON.stringify({ Code: 0, Result: extraSavedText(EXAMPLE) });
  return html`<p><a href="/help">Help Page Home</a></p>
<h1><span class="GET">GET</span> or <span class="POST">POST</span> ${EXTRAS_PATH.slice(1)}</h1>
<p>Add or update additional contact information. What is left out stays; a text that is emptied is cleared.</p>
<h2>Query String Parameters</h2>
<p class="soft small">Names in any case, each at most once. ${ONE_OF_TWO} The id wins.</p>
${table(["Name", "Type", "Description", "Required"], parameters)}
<h3>Headers</h3>
<p>A key with the scope <code>${contactExtraSave.scope}</code>: <code>Authorization: Bearer</code>, the password of HTTP Basic, the header <code>key</code>, or <code>key</code> in the query.</p>
<p><code>Idempotency-Key</code>: sent again with the same key, the same request acts once and gets the first answer.</p>
<h2>Response Codes</h2>
<p class="soft small">The checks run in this order; the first that fails answers. The status is 200.</p>
${table(["Code", "Message", "Information"], codes)}
<h2>Example</h2>
<h3>Request</h3>
<pre tabindex="0"><code>GET ${contactExtraSave.pattern}?${query.toString()}</code></pre>
<h3>application/json</h3>
<pre tabindex="0"><code>${indentJson(answer)}</code></pre>`;
}
