// Files that the build made (scripts/build-assets.ts), as the running service reads them. Without the build there are none.

export type BuiltFile = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** The file that is served at a path; null where there is none. */
export type BuiltFiles = (path: string) => Promise<BuiltFile | null>;

/** Its name in the folder of the assets: `/docs` is docs.html, as on the platform. */
export const fileNameOf = (path: string): string => (path === "/docs" ? "docs.html" : path.slice(1));

type AssetsBinding = { readonly fetch: (url: string) => Promise<Response> };

/** Reads them through the platform's binding, which takes any host. */
export const builtFilesIn =
  (binding: unknown): BuiltFiles =>
  async (path) => {
    const response = await (binding as AssetsBinding).fetch(`https://assets.local${path}`);
    if (!response.ok) return null;
    const type = response.headers.get("content-type") ?? "";
    return { type, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
