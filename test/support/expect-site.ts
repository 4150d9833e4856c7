// Holds what a running service serves to what the declarations say: every file, byte for byte, with its headers.
import { expect } from "vitest";
import { pathOfFile } from "../../src/http/pages/paths.ts";
import { SITE } from "./site.ts";

type Fetched = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
};
type Send = (
  path: string,
  init?: { readonly headers?: Record<string, string>; readonly redirect?: "manual" },
) => Promise<Fetched>;

export async function expectSite(send: Send): Promise<void> {
  expect(SITE.size).toBeGreaterThan(9);
  for (const [name, { bytes, headers }] of SITE) {
    const response = await send(pathOfFile(name));
    expect(response.status, name).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes), name).toBe(true);
    for (const [header, value] of Object.entries(headers)) {
      expect(response.headers.get(header), `${name} ${header}`).toBe(value);
    }
    const tag = response.headers.get("etag") ?? "";
    expect((await send(pathOfFile(name), { headers: { "If-None-Match": tag } })).status, name).toBe(304);
  }
  expect((await send("/_headers")).status).not.toBe(200);
  const moved = await send("/help/contactextrasave", { redirect: "manual" });
  expect([moved.status, moved.headers.get("location")]).toEqual([308, "/help/ContactExtraSave"]);
}
