// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';

const maxShown = 120;

/** `member: before → after`. */
export function profileDifferences(before: CaProfile, after: CaProfile): string[] {
  const [old, next]: Readonly<Record<string, unknown>>[] = [before, after];
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])]
    .filter((member) => JSON.stringify(old?.[member]) !== JSON.stringify(next?.[member]))
    .map((member) => `${member}: ${shown(old?.[member])} → ${shown(next?.[member])}`);
}

function shown(value: unknown): string {
  if (value === undefined) return '-';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
