// The files that the build made, as the Workers platform hands them to the Worker itself.
import type { BuiltPage } from "../request/context.ts";

type AssetsBinding = { readonly fetch: (url: string) => Promise<Response> };

const isBinding = (value: unknown): value is AssetsBinding =>
  typeof value === "object" && value !== null && "fetch" in value;

/** Reads through the binding, which takes any host; undefined where the Worker was deployed without. */
export const builtPageIn = (binding: unknown): BuiltPage | undefined =>
  isBinding(binding)
    ? async (path) => {
        const response = await binding.fetch(`https://assets.local${path}`);
        return response.ok ? response : null;
      }
    : undefined;
