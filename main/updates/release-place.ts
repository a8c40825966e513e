// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface ReleasePlace {
  /** The list's https URL. Append `.minisig` for its signature. */
  readonly address: string;
  /** Second lines of `minisign.pub`, several during key rotation. */
  readonly keys: readonly string[];
}

const placeSchema = z.object({
  releases: z
    .strictObject({ address: z.url({ protocol: /^https$/ }), keys: z.array(z.string()).min(1).max(4) })
    .nullish(),
});

/** Returns null if the build names no release server. */
export function releasePlaceOf(packageFile: string): ReleasePlace | null {
  return placeSchema.parse(JSON.parse(readFileSync(packageFile, 'utf8'))).releases ?? null;
}
