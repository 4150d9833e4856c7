// Responses that several operations give word for word stand once in the document, under `#/components/responses`.

type Responses = Record<string, unknown>;
type Paths = Readonly<Record<string, Readonly<Record<string, { responses: Responses }>>>>;

/** Replaces what is there more than once by references; gives back the shared responses by name. */
export function shareResponses(paths: Paths): Readonly<Record<string, unknown>> {
  const seen = new Map<
    string,
    { readonly status: string; readonly response: unknown; readonly places: Responses[] }
  >();
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const text = `${status} ${JSON.stringify(response)}`;
      const entry = seen.get(text) ?? { status, response, places: [] };
      entry.places.push(operation.responses);
      seen.set(text, entry);
    }
  }
  const shared: Record<string, unknown> = {};
  for (const { status, response, places } of seen.values()) {
    if (places.length === 1) continue;
    const name = `Answer${status}.${Object.keys(shared).length + 1}`;
    shared[name] = response;
    for (const responses of places) responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return shared;
}
