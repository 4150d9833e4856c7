// The caller's key. It lives in this variable alone: not in storage, not in the address, gone with the page.

let key = "";

/** Remembers what is typed into the field, for as long as the page is open. */
export function keepKeyOf(field: HTMLInputElement): void {
  field.addEventListener("input", () => {
    key = field.value;
  });
}

export const currentKey = (): string => key;
