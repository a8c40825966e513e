// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { missingTools } from '../../formats/peer-tools.ts';

/** Returns a skip reason that names what is missing, or null. */
export function whatIsMissing(needs: {
  readonly tools?: readonly string[];
  readonly files?: readonly string[];
  /** Set if sockets or locks need root. */
  readonly root?: true;
}): string | null {
  const missing = [
    ...missingTools(...(needs.tools ?? [])),
    ...(needs.files ?? []).filter((file) => !existsSync(file)),
    ...(needs.root === true && process.getuid?.() !== 0 ? ['the right of root'] : []),
  ];
  return missing.length === 0 ? null : `missing: ${missing.join(', ')}`;
}
