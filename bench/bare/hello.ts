// The smallest Hono Worker, to measure a start against.
import { Hono } from "hono";

const app = new Hono();
app.get("/health", (context) => context.json({ status: "ok" }));

// biome-ignore lint/style/noDefaultExport: the Workers runtime takes a Worker's default export.
export default app;
