// The service's version, as package.json has it: the document and GET /v1/settings tell it.
export const VERSION = "1.0.0";
