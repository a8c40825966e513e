// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { needsReplacement } from '../../../shared/domain/certificates/needs-replacement.ts';
import type { Vault } from '../../vault/vault.ts';

/** A certificate reported lost must not authenticate requests. Errors: `needs-replacement` (`kind`). */
export function refuseLost(open: Vault, sha256: string): void {
  const loss = open.losses.find(sha256);
  if (loss === null) return;
  const hasPrivateKey = open.getRow(sha256)?.hasPrivateKey === true;
  if (needsReplacement({ loss, hasPrivateKey })) throw new AppError('needs-replacement', { kind: loss.kind });
}
