// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the makers of a build announce new versions, and with which keys they sign. */
export interface ReleasePlace {
  /** Of the list; its signature lies beside it, under the same name and `.minisig`. https. */
  readonly address: string;
  /** Second lines of `minisign.pub`: more than one while a key is replaced. */
  readonly keys: readonly string[];
}

const placeSchema = z.object({
  releases: z
    .strictObject({ address: z.url({ protocol: /^https$/ }), keys: z.array(z.string()).min(1).max(4) })
    .nullish(),
});

/** `packageFile`: the package.json that a build brings, which names the place. Null where it names none. */
export function releasePlaceOf(packageFile: string): ReleasePlace | null {
  return placeSchema.parse(JSON.parse(readFileSync(packageFile, 'utf8'))).releases ?? null;
}
