// Loaded into the service before it starts: notes each time that nothing else had a turn for long, and why it was so.
import { appendFileSync, openSync, readdirSync, readSync } from "node:fs";

/** Shorter ones are not noted: a note is a write to a file as well. */
const LEAST_MS = 15;

/** In ms since the threads began: on a processor, and ready to run while others had the processors. */
type Spent = { readonly ran: number; readonly waited: number };

const TASKS = "/proc/self/task";

/**
 * What the kernel has counted for this thread and for those that collect garbage for it: it stands still until they are
 * done. Nothing where the system keeps no such count.
 */
function counter(): () => Spent {
  const buffer = Buffer.alloc(64);
  const files = new Map<string, number>();
  const own = String(process.pid);
  try {
    for (const task of readdirSync(TASKS)) files.set(task, openSync(`${TASKS}/${task}/schedstat`, "r"));
  } catch {
    files.clear();
  }
  return () => {
    let [ran, waited] = [0, 0];
    for (const [task, file] of files) {
      const length = readSync(file, buffer, 0, buffer.length, 0);
      const [on = 0, queued = 0] = buffer.toString("latin1", 0, length).split(" ").map(Number);
      if (task === own) ran = on / 1e6;
      waited += queued / 1e6;
    }
    return { ran, waited };
  };
}

const notes = process.env.BOUNDS_HELD;
if (notes !== undefined) {
  const spent = counter();
  let turnAt = performance.now();
  let then = spent();
  // A timer rather than an immediate: a service at rest sleeps.
  const turn = (): void => {
    const held = performance.now() - turnAt;
    if (held >= LEAST_MS) {
      const now = spent();
      // Waits of several threads can be at the same time; what this one did itself is the least that it was.
      const own = Math.max(now.ran - then.ran, held - (now.waited - then.waited));
      appendFileSync(notes, `${Math.round(performance.timeOrigin + turnAt)} ${held} ${own}\n`);
    }
    turnAt = performance.now();
    then = spent();
    setTimeout(turn, 1).unref();
  };
  setTimeout(turn, 1).unref();
}
