// SPDX-License-Identifier: Apache-2.0
import { isWholeRecoveryCode } from '../../shared/domain/secrets/recovery-code-groups.ts';

export interface TypedSecret {
  readonly kind: 'passphrase' | 'recovery-code';
  readonly secret: string;
}

export const isTyped = ({ kind, secret }: TypedSecret): boolean =>
  kind === 'recovery-code' ? isWholeRecoveryCode(secret) : secret !== '';
