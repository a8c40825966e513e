// SPDX-License-Identifier: Apache-2.0
import { needsReplacement } from '../../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateStatus, CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Loss, LossKind, LossStep } from '../../../shared/schemas/certificates/loss.ts';
import type { Text } from '../../i18n/i18n.ts';
import { screenText } from './screen-text.ts';

export type LossWork = 'copies' | 'authority' | 'replace' | 'clean';

/** A lost certificate may turn up, so search first. In other cases, notify the CA first. */
export function lossWorkOf(kind: LossKind): readonly LossWork[] {
  return kind === 'lost' ? ['copies', 'authority', 'replace', 'clean'] : ['authority', 'replace', 'copies', 'clean'];
}

export const tickOf = {
  copies: 'looked',
  authority: 'notified',
  replace: 'replaced',
  clean: 'cleaned',
} as const satisfies Record<LossWork, LossStep>;

export function isWorkDone(loss: Loss, work: LossWork): boolean {
  return loss.done.includes(tickOf[work]) || (work === 'replace' && loss.replaced);
}

export function openWorkOf(loss: Loss): readonly LossWork[] {
  return lossWorkOf(loss.kind).filter((work) => !isWorkDone(loss, work));
}

export function isKeyBack({ loss = null, hasPrivateKey = false }: LossFacts): boolean {
  return loss?.kind === 'lost' && hasPrivateKey;
}

/** The key of a revoked certificate, or one that needs replacement, only opens old files. */
export function isBackupOptional({ status, loss, hasPrivateKey }: BackupFacts): boolean {
  return status === 'revoked' || needsReplacement({ loss, hasPrivateKey });
}

type BackupFacts = Pick<CertificateSummary, 'status' | 'loss' | 'hasPrivateKey'>;

interface LossFacts {
  readonly loss?: Loss | null | undefined;
  readonly hasPrivateKey?: boolean | undefined;
}

/** The mark and the state of the report, or empty. Names a given institution while it isn't notified. */
export function lossWords(
  t: Text['t'],
  certificate: LossFacts,
  status: CertificateStatus,
  institution = '',
): readonly string[] {
  const { loss = null } = certificate;
  const kind = lossShown(certificate, status);
  if (loss === null || kind === null) return [];
  const progress = lossProgress(loss);
  const isNamed = progress === 'unnotified' && institution !== '';
  const names = screenText(institution);
  return [t(`losses.mark.${kind}`), isNamed ? t('losses.unnotified', { names }) : t(`losses.progress.${progress}`)];
}

export function lossProgress({ done }: Pick<Loss, 'done'>): 'unnotified' | 'notified' | 'confirmed' {
  if (!done.includes('notified')) return 'unnotified';
  return done.includes('confirmed') ? 'confirmed' : 'notified';
}

/** As told by the CA. No check has found it revoked yet. */
export function isSaidRevoked(certificate: LossFacts, status: CertificateStatus): boolean {
  const { loss = null } = certificate;
  return loss !== null && lossInList(certificate, status) !== null && lossProgress(loss) === 'confirmed';
}

/** The CA still has to revoke it. */
export function isRevocationOpen({ done }: Pick<Loss, 'done'>, status: CertificateStatus): boolean {
  return !done.includes('confirmed') && status !== 'revoked' && status !== 'expired';
}

export function lossInList(certificate: LossFacts, status: CertificateStatus): LossKind | null {
  return status === 'superseded' ? null : lossShown(certificate, status);
}

export function lossShown(certificate: LossFacts, status: CertificateStatus): LossKind | null {
  const { loss = null } = certificate;
  if (isKeyBack(certificate)) return null;
  return status === 'expired' || status === 'revoked' ? null : (loss?.kind ?? null);
}
