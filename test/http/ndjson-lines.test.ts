// Lines out of a body, however it is cut into chunks, each character looked at once.
import { describe, expect, it } from "vitest";
import { readLines } from "../../src/http/v1/call/ndjson.ts";

async function linesOf(bytes: Uint8Array, chunk: number, maxBytes = 1_000_000, maxLine = 100_000) {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const lines: (string | null)[] = [];
  const body = chunks() as unknown as ReadableStream<Uint8Array>;
  for await (const line of readLines(body, { maxBytes, maxLine })) lines.push(line);
  return lines;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("readLines", () => {
  it.each([1, 2, 3, 7, 64, 1_000])("gives the same lines in chunks of %d bytes", async (chunk) => {
    expect(await linesOf(bytesOf("a\n\nbé𝕏\nc"), chunk)).toEqual(["a", "", "bé𝕏", "c"]);
    expect(await linesOf(bytesOf("a\nb\n"), chunk)).toEqual(["a", "b"]);
    expect(await linesOf(bytesOf(""), chunk)).toEqual([]);
  });

  it.each([1, 16, 1_000])("ends at a line that is too long, in chunks of %d bytes", async (chunk) => {
    const lines = await linesOf(bytesOf(`ok\n${"x".repeat(500)}\nno`), chunk, 10_000, 100);
    expect(lines.slice(0, 2)).toEqual(["ok", null]);
  });

  it("ends at too many bytes and at what is no UTF-8", async () => {
    expect(await linesOf(bytesOf("a\nb\nc"), 2, 3)).toEqual(["a", null]);
    expect(await linesOf(Uint8Array.of(97, 10, 0xff, 10), 2)).toEqual(["a", null]);
  });

  it("puts a line together once, however small its chunks", async () => {
    // The text of all chunks is joined once a line: a line put together anew for each chunk would be read 5,000 times.
    const { join } = Array.prototype;
    let joins = 0;
    Array.prototype.join = function (separator) {
      joins += 1;
      return join.call(this, separator);
    };
    try {
      expect(await linesOf(bytesOf("x".repeat(5_000)), 1)).toEqual(["x".repeat(5_000)]);
    } finally {
      Array.prototype.join = join;
    }
    expect(joins).toBe(1);
  });
});
