// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenAlgorithms } from '../token.ts';

export const keyAlgorithms = tokenAlgorithms;
export const keyAlgorithmSchema = z.enum(keyAlgorithms);
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>;

/** User ID for SM2 signatures (GB/T 32918.2 §5.5): the default of GM/T 0009, or empty. */
export const sm2UserIds = ['standard', 'empty'] as const;
export type Sm2UserId = (typeof sm2UserIds)[number];
