// Whether a path still names the file that was opened there, and whether that file still is a database.
import { closeSync, fstatSync, openSync, readSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Why an embedded file cannot be used; `code` is what the log says of it. */
export class FileTrouble extends Error {
  readonly code: FileTroubleCode;
  constructor(code: FileTroubleCode) {
    super(code);
    this.name = "FileTrouble";
    this.code = code;
  }
}

export type FileTroubleCode =
  | "FILE_MISSING"
  | "FILE_REPLACED"
  | "FILE_CORRUPT"
  | "FILE_OVERWRITTEN"
  | "FILE_NOT_OURS"
  | "FILE_CLOSED"
  | "DISK_FULL"
  | "LOG_REPLACED";

/** What a look at the path finds; `changed` is the same file with another content than this process last saw. */
type Found = "same" | "changed" | "missing" | "replaced";

const HEADER_BYTES = 100;
const MAGIC = Buffer.from("SQLite format 3\0");

type Seen = { readonly size: bigint; readonly mtimeNs: bigint; readonly header: Buffer };

const isDatabase = ({ header }: Seen): boolean => header.subarray(0, MAGIC.length).equals(MAGIC);

type FileMark = {
  readonly inode: bigint;
  /** One system call. */
  readonly look: () => Found;
  /** Takes what is there now as what is known: after a write of our own, which may have gone into the file. */
  readonly remember: () => void;
  /** What has become of a changed file: still a database, no database at all, or a database that had been none. */
  readonly judge: () => "database" | FileTroubleCode;
  /** For a file that this process does not use any more. */
  readonly abandon: () => void;
};

/**
 * The descriptors that files are looked at with, by inode. They stay open as long as the process uses the file, and
 * there is one for each: closing any would drop the locks that SQLite holds on the same file for this process, and a
 * closed connection keeps its own until its statements are collected.
 */
const descriptors = new Map<bigint, number>();

function descriptorOf(path: string, inode: bigint): number {
  const known = descriptors.get(inode);
  if (known !== undefined) return known;
  const opened = openSync(path, "r");
  descriptors.set(inode, opened);
  return opened;
}

/** Marks the file at `path`; null where there is none. */
export function markFile(path: string): FileMark | null {
  const there = stat(path);
  if (there === undefined) return null;
  const descriptor = descriptorOf(path, there.ino);
  const { dev, ino } = there;
  let wasNone = false;
  const see = (): Seen => {
    const { size, mtimeNs } = fstatSync(descriptor, { bigint: true });
    const header = Buffer.alloc(HEADER_BYTES);
    const read = readSync(descriptor, header, 0, HEADER_BYTES, 0);
    return { size, mtimeNs, header: header.subarray(0, read) };
  };
  let known = see();

  return {
    inode: ino,
    look: () => {
      const now = stat(path);
      if (now === undefined) return "missing";
      if (now.ino !== ino || now.dev !== dev) return "replaced";
      return now.mtimeNs === known.mtimeNs && now.size === known.size ? "same" : "changed";
    },
    remember: () => {
      const { size, mtimeNs } = fstatSync(descriptor, { bigint: true });
      if (size === known.size && mtimeNs === known.mtimeNs) return;
      const now = see();
      if (isDatabase(now)) known = now;
    },
    judge: () => {
      const now = see();
      if (!isDatabase(now)) {
        wasNone = true;
        return "FILE_CORRUPT";
      }
      // The log beside it belongs to the content that was there before: with another one it makes no database.
      if (wasNone && (now.size !== known.size || !now.header.equals(known.header))) return "FILE_OVERWRITTEN";
      wasNone = false;
      known = now;
      return "database";
    },
    abandon: () => {
      if (descriptors.delete(ino)) closeSync(descriptor);
    },
  };
}

/** Bytes that a file in the same folder may still take; 0 where that cannot be told. */
export function roomBeside(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/** Undefined where there is nothing, and also where nothing can be seen. */
export function stat(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
