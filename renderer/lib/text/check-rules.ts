// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../shared/domain/certificates/for-browsers.ts';
import { identityBackup } from '../../../shared/domain/certificates/identity-pair.ts';
import type { BackupState } from '../../../shared/domain/backup/backup-states.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import type { Tone } from './countdown.ts';
import { isBackupOptional } from './loss-steps.ts';

/* Shared by the overview's cards and the detail's checklist, so that both show the same open checks. */

export interface BackupCheck {
  readonly state: BackupState;
  readonly tone: Tone;
  readonly isCodeFirst: boolean;
  readonly isOptional: boolean;
}

const tones = { current: 'ok', outdated: 'warn', none: 'bad' } as const;

/** For certificates with a private key in the vault. */
export function backupCheck(
  certificate: Pick<CertificateSummary, 'backup' | 'pair' | 'status' | 'loss' | 'hasPrivateKey'>,
  isCodeMissing: boolean,
): BackupCheck {
  const { pair, backup } = certificate;
  const state = (pair === null ? backup : identityBackup(pair)) ?? 'none';
  const isOptional = isBackupOptional(certificate) && state !== 'current';
  const isCodeFirst = isCodeMissing && state === 'none' && !isOptional;
  return { state, tone: isOptional ? 'off' : isCodeFirst ? 'warn' : tones[state], isCodeFirst, isOptional };
}

export function isOver({ status }: Pick<CertificateSummary, 'status'>): boolean {
  return status === 'expired' || status === 'superseded' || status === 'revoked';
}

export function isInstallMissing(
  certificate: Pick<CertificateSummary, 'isCa' | 'algorithm' | 'hasPrivateKey' | 'loss' | 'status'>,
  places: readonly Placement[],
): boolean {
  const { hasPrivateKey, loss } = certificate;
  return places.length === 0 && isForBrowsers(certificate) && hasPrivateKey && loss === null && !isOver(certificate);
}
