// The answers that the document shows for success: recorded from the service itself (`npm run examples`).
/** By operation, status and media type: a JSON value, or the text where it is not JSON. */
export type AnswerExamples = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
>;

export type Examples = {
  readonly answers: AnswerExamples;
  /** The rehearsal that the example of its commit sends back, and its hash. */
  readonly rehearsal: { readonly hash: string; readonly lines: string };
};

type Media = { readonly example?: unknown; readonly examples?: object };
type Response = { readonly content?: Readonly<Record<string, Media>> };

type Operation = { readonly operationId: string; responses: Record<string, unknown> };

const shown = (media: Media, value: unknown): Media =>
  media.examples === undefined
    ? { ...media, example: value }
    : { ...media, examples: { success: { value }, ...media.examples } };

/** An operation whose responses show the answers that were recorded of it. */
export function withAnswers<T extends Operation>(operation: T, answers: AnswerExamples): T {
  const responses = { ...operation.responses };
  for (const [status, byType] of Object.entries(answers[operation.operationId] ?? {})) {
    const response = responses[status] as Response;
    const content = Object.entries(response.content ?? {}).map(([type, media]) => [
      type,
      type in byType ? shown(media, byType[type]) : media,
    ]);
    responses[status] = { ...response, content: Object.fromEntries(content) };
  }
  return { ...operation, responses };
}
