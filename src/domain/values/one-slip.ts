// What a slip of the finger makes of a text: the one way to tell a misspelling from another word.

/**
 * Whether one character replaced, one put in, one left out, or two neighbours swapped turns one text into the other.
 * Equal texts are no slip apart. Linear: what both share at either end is put aside, the middle decides.
 */
export function isOneSlip(one: string, other: string): boolean {
  const [a, b] = [Array.from(one), Array.from(other)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return left.length + right.length > 0;
  const swapped = left[0] === right[1] && left[1] === right[0];
  return left.length === 2 && right.length === 2 && swapped;
}
