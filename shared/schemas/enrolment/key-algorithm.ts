// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenAlgorithms } from '../token.ts';

/** Kinds of key a request can be for. */
export const keyAlgorithms = tokenAlgorithms;
export const keyAlgorithmSchema = z.enum(keyAlgorithms);
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>;

/** User ID that SM2 signatures are made with (GB/T 32918.2 §5.5): GM/T 0009's, or none. */
export const sm2UserIds = ['standard', 'empty'] as const;
export type Sm2UserId = (typeof sm2UserIds)[number];
