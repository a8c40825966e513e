// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenAlgorithms } from '../token.ts';

/** Key types a request may use. PKCS#11 has no SM2: such keys are made in the vault. */
export const keyAlgorithms = [...tokenAlgorithms, 'sm2'] as const;
export const keyAlgorithmSchema = z.enum(keyAlgorithms);
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>;

/** User ID for SM2 signatures (GB/T 32918.2 §5.5): GM/T 0009's, or none. */
export const sm2UserIds = ['standard', 'empty'] as const;
export type Sm2UserId = (typeof sm2UserIds)[number];
