// A process that is told to stop: once, however often it is told.
import { endProcess } from "./end-process.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs `stop` at the first signal and exits with what it gives. Ctrl-C reaches the process and npm, which passes it on:
 * the same wish again must not cut short what the first one began.
 */
export function onStopSignal(stop: () => Promise<number>): void {
  let stopping = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop().then(endProcess);
    });
  }
}
