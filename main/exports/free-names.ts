// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../shared/schemas/export-options.ts';
import { maskIdentityNumbers } from '../x509/identity-number-mask.ts';
import { suggestedFileName } from './suggested-name.ts';

export interface FreeNames {
  /** A name that neither the folder nor an earlier call has. */
  take(displayName: string, format: ExportFormat): string;
}

/** Names of many files in one folder: `张三.p12`, `张三 (2).p12`. Windows and macOS tell `A` and `a` not apart. */
export function createFreeNames(existing: readonly string[]): FreeNames {
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const taken = new Set(existing.map(fold));
  const next = new Map<string, number>();
  return {
    take(displayName, format) {
      // A label is what a person wrote: a number in it would show in every folder that the file comes to (L01).
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
