// What orval's client sends with: where the service is, and the key.

export type Sender = { readonly url: string; readonly key: string | null };

let sender: Sender = { url: "", key: null };

export function sendAs(next: Sender): void {
  sender = next;
}

/** Answers as orval's types have it: status, data and headers. */
export async function send<T>(path: string, options: RequestInit): Promise<T> {
  const headers = new Headers(options.headers);
  if (sender.key !== null) headers.set("Authorization", `Bearer ${sender.key}`);
  const response = await fetch(`${sender.url}${path}`, { ...options, headers });
  return { status: response.status, data: await response.json(), headers: response.headers } as T;
}
