// SPDX-License-Identifier: Apache-2.0
import { isWholeRecoveryCode } from '../../shared/domain/recovery-code-groups.ts';

/** What opens a vault or a backup, as a person types it. */
export interface TypedSecret {
  readonly kind: 'passphrase' | 'recovery-code';
  readonly secret: string;
}

/** As far as can be told before it is tried. */
export const isTyped = ({ kind, secret }: TypedSecret): boolean =>
  kind === 'recovery-code' ? isWholeRecoveryCode(secret) : secret !== '';
