// What the linters of the document are told and it keeps to all the same, each with its reason. One that nothing needs
// any more fails (test/openapi/lint.test.ts).

export type Exception = {
  readonly tool: "redocly" | "spectral";
  readonly rule: string;
  /** Of the place's JSON Pointer. */
  readonly where: RegExp;
  /** Of what the linter says. */
  readonly says: RegExp;
  readonly reason: string;
};

const XML =
  "An example of XML is text, as OpenAPI has it; the rule holds it to the schema as if it were JSON.";

export const EXCEPTIONS: readonly Exception[] = [
  {
    tool: "redocly",
    rule: "no-invalid-media-type-examples",
    where: /\/content\/(?:application|text)~1xml\/examples?\b/,
    says: /type must be (?:object|array)\.$/,
    reason: XML,
  },
  {
    tool: "spectral",
    rule: "oas3-valid-media-example",
    where: /\/content\/(?:application|text)~1xml\/examples?\b/,
    says: /property type must be (?:object|array)$/,
    reason: XML,
  },
  {
    tool: "redocly",
    rule: "no-invalid-media-type-examples",
    where:
      /\/requestBody\/content\/(?:application|text)~1json\/example\/(?:created|lastUpdated)(?:\/summary)?$/,
    says: /`summary` property must NOT be present in request|type must be null|must match a schema in anyOf/,
    reason:
      "The published contract's own sample sends the read-only summaries; the document shows it to the letter, and they are ignored.",
  },
  {
    tool: "redocly",
    rule: "no-unused-components",
    where: /^#\/components\/schemas\/(?:RehearsalLine|SentRehearsalLine|CommitLine)$/,
    says: /is never used/,
    reason: "One line of a body of lines: OpenAPI 3.1 has no word for lines, x-line-schema refers to them.",
  },
  {
    tool: "spectral",
    rule: "oas3-operation-security-defined",
    where: /\/security\/\d+\/(?:bearer|basic|header|query)\/0$/,
    says: /must be listed among scopes\.$/,
    reason:
      "OpenAPI 3.1 lets every kind of key name what is asked of it (Security Requirement Object); the rule knows OAuth alone.",
  },
  {
    tool: "spectral",
    rule: "info-contact",
    where: /^#\/info$/,
    says: /must have "contact" object/,
    reason: "The document is the same for all deployments, and whom to ask is a matter of each.",
  },
];
