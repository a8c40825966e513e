// SPDX-License-Identifier: Apache-2.0
/** Allows two typos, or one in short words. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const allowed = typed.length < 4 ? 1 : 2;
  const ranked = names
    .map((name) => ({ name, distance: name.startsWith(typed) && typed.length > 2 ? 1 : distance(typed, name) }))
    .filter(({ distance: far }) => far <= allowed)
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? null;
}

function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, row) => [row, ...Array<number>(b.length).fill(0)]);
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  rows[0] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      (rows[i] ??= [])[j] = best;
    }
  }
  return at(a.length, b.length);
}
