// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../shared/schemas/certificates/export-options.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import { suggestedFileName } from './suggested-name.ts';

export interface FreeNames {
  take(displayName: string, format: ExportFormat): string;
}

/** Ignores case, for Windows and macOS. */
export function createFreeNames(existing: readonly string[]): FreeNames {
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const taken = new Set(existing.map(fold));
  const next = new Map<string, number>();
  return {
    take(displayName, format) {
      // Labels may contain identity numbers.
      const name = suggestedFileName(maskIdentityNumbers(displayName), format);
      const dot = name.lastIndexOf('.');
      const [base, extension] = [name.slice(0, dot), name.slice(dot)];
      let number = next.get(fold(name)) ?? 1;
      let candidate = number === 1 ? name : `${base} (${number})${extension}`;
      while (taken.has(fold(candidate))) {
        number += 1;
        candidate = `${base} (${number})${extension}`;
      }
      next.set(fold(name), number + 1);
      taken.add(fold(candidate));
      return candidate;
    },
  };
}
