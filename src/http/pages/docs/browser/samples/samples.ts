// The languages that a request is shown in.
import type { DraftRequest } from "../request.ts";
import { csharpSample } from "./csharp.ts";
import { curlSample } from "./curl.ts";
import { javascriptSample } from "./javascript.ts";
import { phpSample } from "./php.ts";

export type Language = {
  readonly id: string;
  readonly name: string;
  readonly write: (request: DraftRequest, origin: string) => string;
};

export const LANGUAGES: readonly Language[] = [
  { id: "curl", name: "curl", write: curlSample },
  { id: "javascript", name: "JavaScript", write: javascriptSample },
  { id: "php", name: "PHP", write: phpSample },
  { id: "csharp", name: "C#", write: csharpSample },
];
