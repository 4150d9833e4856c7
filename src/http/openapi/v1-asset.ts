// The description of /v1 as a static asset of the Worker: the build writes it, the first reader of the document fetches it.
import type { V1Description } from "./description.ts";

/** Its name in the folder of the assets (`[assets]` in wrangler.toml). */
export const V1_ASSET = "v1-description.json";

type AssetsBinding = { readonly fetch: (url: string) => Promise<Response> };

/** Reads it through the platform's binding, which takes any host. */
export const v1DescriptionIn = (binding: unknown) => async (): Promise<V1Description> => {
  const response = await (binding as AssetsBinding).fetch(`https://assets.local/${V1_ASSET}`);
  if (!response.ok) throw new Error(`the asset ${V1_ASSET} is not there`);
  return response.json() as Promise<V1Description>;
};
