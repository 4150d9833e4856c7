// Run as a process of its own by somebody who is not root: what an embedded file does while its mode forbids writing.
import { chmodSync, chownSync, existsSync } from "node:fs";
import { embeddedFile } from "../../src/adapters/libsql/connection/embedded-file.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";

const NOBODY = 65_534;
const [, , path = ""] = process.argv;
if (process.getuid?.() === 0) {
  chownSync(path, NOBODY, NOBODY);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
const file = embeddedFile(path, 100);
const put = (id: bigint) =>
  file.write([{ sql: "insert into things values (?, 'a')", args: [id] }]).then(
    () => "written",
    (error: unknown) => (error instanceof StoreUnavailable ? (error.cause as { code: string }).code : error),
  );
const ids = async () =>
  ((await file.read([{ sql: "select id from things order by id", args: [] }]))[0] ?? []).map(({ id }) => id);

const found: unknown[] = [await put(2n), await ids(), await put(2n)];
for (const name of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(name)) chmodSync(name, 0o644);
await put(3n);
found.push(await ids());
file.close();
console.log(JSON.stringify(found));
