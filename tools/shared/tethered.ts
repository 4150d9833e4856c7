// Starts a process that cannot outlive this one: however we end, kill -9 included, it is told to stop.
import { type ChildProcess, spawn } from "node:child_process";

/**
 * The shell holds the read end of a pipe whose write end is ours. When we are gone the read ends and the shell
 * ends its one child by id; when the child is gone the shell ends, with the child's exit code.
 */
const TETHER = `
exec 3<&0
"$@" 3<&- </dev/null &
child=$!
( read -r _ <&3; kill -TERM "$child"
  for _ in $(seq 50); do kill -0 "$child" || exit; sleep 0.1; done; kill -KILL "$child" ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap 'kill -TERM "$child" 2>/dev/null' TERM INT HUP
wait "$child"; code=$?
while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
kill "$watcher" 2>/dev/null
exit "$code"
`;

export type Tethered = {
  readonly process: ChildProcess;
  /** Resolves with the exit code (null after a signal) when the process is gone. */
  readonly ended: Promise<number | null>;
  /** Asks the process to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends the process and its tether at once, as `kill -9` and a power cut do: it may not clean up. */
  kill(): Promise<void>;
};

export type TetheredOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Each chunk of what it prints, standard output and error alike. */
  readonly onOutput?: (text: string) => void;
};

export function startTethered(
  command: string,
  args: readonly string[],
  options: TetheredOptions = {},
): Tethered {
  // A group of its own: Ctrl-C reaches us alone, and we end things in the right order.
  const child = spawn("sh", ["-c", TETHER, "tether", command, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
    detached: true,
  });
  const onOutput = options.onOutput ?? (() => {});
  child.stdout.on("data", (chunk: Buffer) => onOutput(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => onOutput(chunk.toString()));
  child.stdin.on("error", () => {});
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
  return {
    process: child,
    ended,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
    kill: async () => {
      // The group is the one that was made above: the shell, its watcher and the one process.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}
