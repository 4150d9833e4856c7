// Waits for a server that was started, until it answers.

type Waiting = {
  readonly timeoutMs: number;
  readonly pauseMs: number;
  /** Resolves when the process is gone: then it is not waited for any longer. */
  readonly ended?: Promise<unknown>;
};

/** Whether something answers `url` with a status of success in time; whatever else happens is a no. */
export async function answers(url: string, init: RequestInit = {}, timeoutMs = 2_000): Promise<boolean> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  await response?.body?.cancel();
  return response?.ok === true;
}

/** Asks until the answer is yes; false when the time is over or the process is gone. */
export async function waitUntilReady(
  isReady: () => Promise<boolean>,
  { timeoutMs, pauseMs, ended }: Waiting,
): Promise<boolean> {
  let gone = false;
  void ended?.then(() => {
    gone = true;
  });
  for (const giveUpAt = Date.now() + timeoutMs; !(await isReady()); ) {
    if (gone || Date.now() > giveUpAt) return false;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return true;
}
