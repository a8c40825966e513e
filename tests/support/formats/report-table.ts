// SPDX-License-Identifier: Apache-2.0
import { stdout } from 'node:process';

/** Prints how often each outcome occurred, which a suite's single assertion doesn't show. */
export function reportTable(title: string, counts: Readonly<Record<string, number>>): void {
  const lines = Object.entries(counts).map(([label, count]) => `  ${String(count).padStart(6)}  ${label}`);
  stdout.write(`${title}\n${lines.join('\n')}\n`);
}

export function countBy(labels: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
