// Opens an embedded libSQL file in this process, for one machine without a server. Not part of the Worker.
import { embeddedFile, type FileDatabase } from "./embedded-file.ts";
import { makeFolderOf } from "./file-folder.ts";
import { groupingWrites } from "./group-commit.ts";

const BUSY_TIMEOUT_MS = 1_500;

/** Opens (and creates, with its folder) the file of a `file:` URL. */
export async function openFile(url: string): Promise<FileDatabase> {
  return groupingWrites(embeddedFile(makeFolderOf(url), BUSY_TIMEOUT_MS));
}

/** Opens the file at the path, of which it keeps so much in memory at most. */
export const openOneOfMany = (path: string, cacheKib: number): FileDatabase =>
  groupingWrites(embeddedFile(path, BUSY_TIMEOUT_MS, cacheKib));
