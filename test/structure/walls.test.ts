// The walls between the parts of src: the linter knows them (biome.json), and this proves that it would tell.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "../support/processes.ts";
import { lint } from "./lint.ts";
import { type MadeTree, madeTree } from "./made-tree.ts";

const WALL = "lint/style/noRestrictedImports";
const CYCLE = "lint/suspicious/noImportCycles";

let tree: MadeTree;
beforeEach(() => {
  tree = madeTree();
});
afterEach(() => tree.remove());

const importing = (from: string): string => `import { a } from "${from}";\n\nexport const b = a;`;
const importingType = (from: string): string => `import type { A } from "${from}";\n\nexport type B = A;`;

it("every wall stands, and there is no cycle, types included", () => {
  expect(lint(ROOT, ["."])).toEqual({ status: 0, found: [] });
});

describe("the linter refuses", () => {
  it.each([
    ["a route that knows an adapter", "src/http/v1/plans/x.ts", "../../../adapters/libsql/stores.ts"],
    [
      "a contract that knows an adapter",
      "src/http/contracts/procura/x.ts",
      "../../../adapters/libsql/stores.ts",
    ],
    [
      "a part of the app that knows an adapter",
      "src/http/request/x.ts",
      "../../adapters/memory/event-log.ts",
    ],
    ["the app itself that knows an adapter", "src/http/app.ts", "../adapters/libsql/stores.ts"],
    ["an entry point that goes round the composition", "src/http/worker.ts", "../adapters/libsql/stores.ts"],
    ["an adapter that knows HTTP", "src/adapters/libsql/plans/x.ts", "../../../http/request/clock.ts"],
    ["an adapter that knows a command", "src/adapters/memory/x.ts", "../../cli/command-line.ts"],
    ["a store in memory that knows libSQL", "src/adapters/memory/x.ts", "../libsql/schema/page-walk.ts"],
    ["a store in memory that needs a package", "src/adapters/memory/x.ts", "@libsql/client/http"],
    ["the engine that knows a contract", "src/http/webapi/x.ts", "../contracts/procura/payment-plan-dto.ts"],
    [
      "a part of the engine that knows a contract",
      "src/http/webapi/json/x.ts",
      "../../contracts/call-options.ts",
    ],
    ["the engine that knows /v1", "src/http/webapi/x.ts", "../v1/plans/schemas.ts"],
    ["the engine that knows requests", "src/http/webapi/xml/x.ts", "../../request/context.ts"],
    ["the engine that knows the domain", "src/http/webapi/values/x.ts", "../../../domain/values/money.ts"],
    ["a contract that knows /v1", "src/http/contracts/debtrak/x.ts", "../../v1/plans/schemas.ts"],
    ["a route of /v1 that knows a contract", "src/http/v1/plans/x.ts", "../../contracts/call-options.ts"],
    ["a route of /v1 that knows the engine", "src/http/v1/plans/x.ts", "../../webapi/mount.ts"],
    ["the service that knows a command", "src/http/pages/x.ts", "../../cli/command-line.ts"],
    ["the service that knows its client", "src/http/v1/call/x.ts", "../../../client/client.ts"],
    ["the client that knows an adapter", "src/client/x.ts", "../adapters/libsql/stores.ts"],
    ["the service that knows its twin", "src/http/request/x.ts", "../../twin/clock.ts"],
    ["a route of /v1 that knows the twin", "src/http/v1/plans/x.ts", "../../../twin/clock.ts"],
    ["a contract that knows the twin", "src/http/contracts/procura/x.ts", "../../../twin/clock.ts"],
    ["an adapter that knows the twin", "src/adapters/memory/x.ts", "../../twin/clock.ts"],
    ["a reader of files that knows the service", "src/files/brf/x.ts", "../../http/request/clock.ts"],
    ["a reader of files that knows plans", "src/files/brf/x.ts", "../../domain/plans/plan.ts"],
    ["a reader of files that needs Node", "src/files/x.ts", "node:fs"],
    ["the twin that knows libSQL", "src/twin/state/x.ts", "../../adapters/libsql/stores.ts"],
    ["the twin that needs Node's server", "src/twin/x.ts", "../http/server/peer.ts"],
    ["the twin that needs a module of Node's", "src/twin/http/x.ts", "node:crypto"],
  ])("%s", (_, file, from) => {
    tree.write({ [file]: `${importing(from)}\n${importingType(from)}` });
    const told = `${file} ${WALL}`;
    expect(lint(tree.path, [file])).toEqual({ status: 1, found: [told, told] });
  });

  it.each([importing, importingType])("a cycle %#", (imported) => {
    tree.write({
      "src/http/request/a.ts": imported("../failures/b.ts"),
      "src/http/failures/b.ts": imported("../v1/c.ts"),
      "src/http/v1/c.ts": imported("../request/a.ts"),
    });
    const files = ["src/http/failures/b.ts", "src/http/request/a.ts", "src/http/v1/c.ts"];
    const { status, found } = lint(tree.path, ["src"]);
    expect(found.toSorted()).toEqual(files.map((file) => `${file} ${CYCLE}`));
    expect(status).toBe(1);
  });
});

describe("the linter lets", () => {
  it.each([
    ["the composition know the adapters", "src/http/compose.ts", "../adapters/libsql/stores.ts"],
    [
      "the start under Node know the adapters",
      "src/http/server/start-node.ts",
      "../../adapters/libsql/stores.ts",
    ],
    ["an adapter know the domain", "src/adapters/libsql/plans/x.ts", "../../../domain/plans/plan.ts"],
    ["an adapter use its library", "src/adapters/libsql/connection/x.ts", "@libsql/client/http"],
    ["a store in memory know the domain", "src/adapters/memory/x.ts", "../../domain/plans/plan.ts"],
    ["a route know the ports", "src/http/v1/plans/x.ts", "../../../domain/ports/stores.ts"],
    ["a contract use the engine", "src/http/contracts/procura/x.ts", "../../webapi/mount.ts"],
    ["a part of the engine use another", "src/http/webapi/json/x.ts", "../values/scalars.ts"],
  ])("%s", (_, file, from) => {
    tree.write({ [file]: importing(from) });
    expect(lint(tree.path, [file])).toEqual({ status: 0, found: [] });
  });
});
