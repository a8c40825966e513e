// SPDX-License-Identifier: Apache-2.0
import type { ProtectorRow } from '../store/rows/protector-rows.ts';

export function sameProtectors(before: readonly ProtectorRow[], now: readonly ProtectorRow[]): boolean {
  return (
    before.length === now.length &&
    before.every((row) => now.some((each) => each.id === row.id && Buffer.compare(each.envelope, row.envelope) === 0))
  );
}
