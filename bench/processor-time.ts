// Processor time of a process and the processes it started, in milliseconds; only Linux tells it finely enough.
import { readdirSync, readFileSync } from "node:fs";

/** Null where the platform does not tell. */
export function processorMs(pid: number): number | null {
  try {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    }
    return nanoseconds / 1e6;
  } catch {
    return null;
  }
}

/** The process that a tether holds: the one child that is not the tether's own watcher. */
export function tetheredPid(tether: number, command: string): number | null {
  try {
    const children = readFileSync(`/proc/${tether}/task/${tether}/children`, "utf8")
      .trim()
      .split(" ")
      .map(Number);
    return children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith(command)) ?? null;
  } catch {
    return null;
  }
}
