// Holds answers to the OpenAPI document: the status and the media type must be listed, the body must fit its schema,
// and it must have no member that the document does not know.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { DESCRIBED_DIALECTS } from "../../src/http/contracts/described-dialects.ts";
import { openApiDocument } from "../../src/http/openapi/document.ts";
import { describeV1 } from "../../src/http/openapi/v1-description.ts";

type Json = { readonly [key: string]: Json } & { readonly $ref?: string };

/** The document, as a client reads it. */
export const DOCUMENT = JSON.parse(
  JSON.stringify(openApiDocument(DESCRIBED_DIALECTS, describeV1())),
) as Json & { readonly paths: Readonly<Record<string, Json>> };

/** Objects of the document are open, so that clients bear new members; here they are closed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  const isOpenObject = inner.type === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isOpenObject ? { ...inner, unevaluatedProperties: false } : inner;
}

const closedDocument = closed(DOCUMENT) as Json;
const schemas = { ...closedDocument.components?.schemas, Problem: DOCUMENT.components?.schemas?.Problem };
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (to: Ajv2020) => void)(ajv);
ajv.addSchema({ ...closedDocument, components: { ...closedDocument.components, schemas } }, "document");

const escapePart = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/** What is wrong with a value by the schema that stands at a place of the document; null when nothing is. */
export function problemsAt(place: readonly string[], value: unknown): string | null {
  const validate = ajv.getSchema(`document#/${place.map(escapePart).join("/")}`);
  if (validate === undefined) throw new Error(`the document has no ${place.join(" ")}`);
  return validate(value) === true ? null : ajv.errorsText(validate.errors);
}

const matchers = Object.keys(DOCUMENT.paths)
  .map((path) => ({ path, parts: path.split("/") }))
  .sort((a, b) => a.path.split("{").length - b.path.split("{").length);
const CONTRACT = /^\/(?:api|billings|v01)\//i;

/** The document's path for a request's path; contract paths in any case. */
export function documentedPath(pathname: string): string | null {
  const plain = CONTRACT.test(pathname) ? pathname.toLowerCase().replace(/\/$/, "") : pathname;
  const parts = plain.split("/");
  const fits = (template: readonly string[]) =>
    template.length === parts.length &&
    template.every((part, at) => {
      const own = CONTRACT.test(pathname) ? part.toLowerCase() : part;
      return part.startsWith("{") || own === parts[at];
    });
  return matchers.find((matcher) => fits(matcher.parts))?.path ?? null;
}

function follow(value: Json | undefined): {
  readonly at: readonly string[] | null;
  readonly value: Json | undefined;
} {
  const ref = value?.$ref;
  if (ref === undefined) return { at: null, value };
  const at = ref.slice(2).split("/");
  return { at, value: at.reduce<Json | undefined>((so, part) => so?.[part], DOCUMENT) };
}

/** Throws what is wrong with an answer. Answers to calls that the document does not have are let through. */
export async function checkAnswer(method: string, pathname: string, response: Response): Promise<void> {
  const path = documentedPath(pathname);
  const verb = method.toLowerCase();
  const operation = path === null ? undefined : DOCUMENT.paths[path]?.[verb];
  if (path === null || operation === undefined || response.status === 405) return;
  const status = String(response.status);
  const listed = follow(operation.responses?.[status]);
  const name = `${method} ${path} ${status}`;
  if (listed.value === undefined)
    throw new Error(`${name} is not in the document: ${await response.clone().text()}`);
  const isEmpty = response.body === null && listed.value.content === undefined;
  const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
  const media = listed.value.content?.[type];
  if (media === undefined && !isEmpty) throw new Error(`${name} ${type} is not in the document`);
  for (const header of ["etag", "location", "retry-after", "www-authenticate"]) {
    const known = Object.keys(listed.value.headers ?? {}).some((own) => own.toLowerCase() === header);
    if (response.headers.has(header) && !known) throw new Error(`${name} has a header ${header}`);
  }
  if (!/[/+]json$/.test(type)) return;
  const place = [...(listed.at ?? ["paths", path, verb, "responses", status]), "content", type, "schema"];
  const wrong = problemsAt(place, await response.clone().json());
  if (wrong !== null) throw new Error(`${name}: ${wrong}`);
}
