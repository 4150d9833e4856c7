// Orval's client, which sends through the function that its caller gives it.
const here = (path) => new URL(path, import.meta.url).pathname;

// biome-ignore lint/style/noDefaultExport: orval reads a configuration's default export.
export default {
  receivables: {
    input: { target: here("../../dist/assets/openapi.json") },
    output: {
      target: here("dist/orval/client.ts"),
      client: "fetch",
      override: { mutator: { path: here("callers/orval-send.ts"), name: "send" } },
    },
  },
};
