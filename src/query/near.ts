/** The name among `names` that was probably meant; null when none is close: case, one letter more, less or other, a beginning. */
export function nearest(name: string, names: readonly string[]): string | null {
  const lower = name.toLowerCase();
  const same = names.find((other) => other.toLowerCase() === lower);
  if (same !== undefined) return same;
  const close = names.find((other) => apart(lower, other.toLowerCase()) <= (name.length > 5 ? 2 : 1));
  return close ?? names.find((other) => name.length > 2 && other.toLowerCase().startsWith(lower)) ?? null;
}

/** How many letters have to be put in, taken out or changed to make one of the other. */
function apart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
