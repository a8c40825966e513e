// SPDX-License-Identifier: Apache-2.0
import {
  checkSymbolOf,
  recoveryAlphabet,
  recoveryGroups,
} from '../../../shared/domain/secrets/recovery-code-groups.ts';

export function mistyped(group: string): string {
  return group.replace(/^./, (symbol) => (symbol === '0' ? '1' : '0'));
}

/** A last group that is valid in itself but from a different code. */
export const otherLastGroup = `AAA${recoveryAlphabet.charAt(checkSymbolOf(recoveryGroups - 1, [10, 10, 10]))}`;
