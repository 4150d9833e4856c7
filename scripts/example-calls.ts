// The document's operations as the requests that their own examples make.

type Media = { readonly example?: unknown };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly example?: unknown;
  readonly $ref?: string;
};
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
};

/** As much of the document as is read here. */
export type ExampleDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Operation["responses"][string]>> };
};

export type ExampleCall = {
  readonly id: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The media type of the body; null where there is none. */
  readonly type: string | null;
  readonly body: string | null;
  /** It must say which version it is meant for. */
  readonly versioned: boolean;
  /** The same, writing nothing; null where it has no preview. */
  readonly preview: ExampleCall | null;
  /** The statuses of success. */
  readonly statuses: readonly string[];
  /** The media types of success that are shown: neither packed bytes nor whole pages. */
  readonly answerTypes: readonly string[];
};

function urlOf(
  path: string,
  parameters: readonly Parameter[],
  more: Readonly<Record<string, string>>,
): string {
  let url = path;
  const query = new URLSearchParams();
  for (const { name, in: place, example } of parameters) {
    if (example === undefined) continue;
    if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(String(example)));
    if (place === "query") query.set(name, String(example));
  }
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const asked = query.toString();
  return asked === "" ? url : `${url}?${asked}`;
}

function callOf(document: ExampleDocument, method: string, path: string, operation: Operation): ExampleCall {
  const { operationId: id, parameters, requestBody, responses } = operation;
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [null, {}];
  const content = Object.entries(responses).flatMap(([status, response]) => {
    const named = response.$ref?.split("/").at(-1);
    const found = named === undefined ? response : document.components.responses[named];
    return status.startsWith("2") ? Object.keys(found?.content ?? {}) : [];
  });
  const call = {
    id,
    method: method.toUpperCase(),
    type,
    body: media?.example === undefined ? null : JSON.stringify(media.example),
    versioned: parameters.some(({ $ref }) => $ref?.endsWith("/IfMatch") === true),
    statuses: Object.keys(responses).filter((status) => status.startsWith("2")),
    answerTypes: [...new Set(content)].filter((name) => !/compressed|html/.test(name)),
  };
  const previews = parameters.some(({ name }) => name === "validateOnly");
  const previewed = { ...call, url: urlOf(path, parameters, { validateOnly: "true" }), preview: null };
  return { ...call, url: urlOf(path, parameters, {}), preview: previews ? previewed : null };
}

/** By operation id; without the calls whose path has a part that only another call's answer tells. */
export const exampleCallsOf = (document: ExampleDocument): ReadonlyMap<string, ExampleCall> =>
  new Map(
    Object.entries(document.paths)
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]) => callOf(document, method, path, operation)),
      )
      .filter(({ url }) => !url.includes("{"))
      .map((call) => [call.id, call]),
  );
