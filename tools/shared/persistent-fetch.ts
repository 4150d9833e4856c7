// A fetch that asks again where a kept connection was closed under it: only for what may be sent twice.

const MAX_ATTEMPTS = 4;

export async function persistentFetch(url: string | Request, init?: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(url instanceof Request ? url.clone() : url, init);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !(error instanceof TypeError)) throw error;
    }
  }
}
