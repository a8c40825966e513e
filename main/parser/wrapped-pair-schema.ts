// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { WrappedPair } from '../formats/cfca/wrapped-key.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);
const octets = (...lengths: readonly number[]) => bytes.refine(({ length }) => lengths.includes(length));

/** The sizes must be exact, because ENVELOPEDKEYBLOB (GM/T 0016) has fixed offsets. */
export const wrappedPairSchema = z.strictObject({
  point: octets(64),
  scalar: octets(32, 64),
  key: z.strictObject({ point: octets(64), hash: octets(32), content: octets(16) }),
}) satisfies z.ZodType<WrappedPair>;
