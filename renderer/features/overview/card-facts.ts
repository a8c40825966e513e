// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { institutionToNotify } from '../../../shared/domain/certificates/bank-of.ts';
import { isUnsafe } from '../../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { LossKind } from '../../../shared/schemas/certificates/loss.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { backupCheck, isInstallMissing } from '../../lib/text/check-rules.ts';
import { statusNow, type Tone, toneNow } from '../../lib/text/countdown.ts';
import { lossShown, lossWords } from '../../lib/text/loss-steps.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { onKeyWords } from '../../lib/text/token-name.ts';
import { useStores } from '../../state/stores/stores-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';

export type Dated = Pick<CertificateSummary, 'status' | 'notBefore' | 'notAfter'> &
  Partial<Pick<CertificateSummary, 'loss' | 'hasPrivateKey' | 'subject' | 'issuer' | 'issuerName'>>;

export function cardTone(certificate: Dated, now: number): Tone {
  const { status, notBefore, notAfter } = certificate;
  if (cardLoss(certificate, now) !== null) return 'bad';
  return toneNow(statusNow(status, notBefore, notAfter, now), notAfter, now);
}

export function cardLoss(certificate: Dated, now: number): LossKind | null {
  const { status, notBefore, notAfter } = certificate;
  return lossShown(certificate, statusNow(status, notBefore, notAfter, now));
}

export function cardLossWords({ t }: Text, certificate: Dated, now: number): readonly string[] {
  const { status, notBefore, notAfter, subject = '', issuer = '', issuerName = '' } = certificate;
  const institution = institutionToNotify({ subject, issuer, issuerName });
  return lossWords(t, certificate, statusNow(status, notBefore, notAfter, now), institution);
}

/** Its days left don't matter any more. */
export function isCardUnsafe(certificate: Dated, now: number): boolean {
  return cardLoss(certificate, now) !== null && isUnsafe(certificate.loss ?? null);
}

/** Further places are shown as a number: 保险库 · Edge +1. */
const maxPlaces = 2;

export interface CardPlaces {
  readonly text: string;
  readonly isInstallMissing: boolean;
  /** The first one that isn't a USB key, or null. */
  readonly storeId: string | null;
}

/** Reads stores, so only for few cards. Asks nothing while `waits`. */
export function usePlacesOf(certificate: CertificateSummary, waits = false): CardPlaces {
  const { sha256, hasPrivateKey, keyOnToken } = certificate;
  const { t } = useText();
  const revision = useStores((state) => state.revision);
  const [places, setPlaces] = useState<readonly Placement[] | null>(null);
  useEffect(() => {
    if (waits) return undefined;
    let current = true;
    ipc('stores.places', { sha256 }).then(
      (answer) => current && setPlaces(answer.places),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [sha256, revision, waits]);
  const onToken = keyOnToken?.label ?? places?.find(({ storeKind }) => storeKind === 'token')?.storeName;
  const inStores = (places ?? []).filter(({ storeKind }) => storeKind !== 'token');
  const names = [
    ...(hasPrivateKey ? [t('overview.inVault')] : []),
    ...(onToken === undefined ? [] : [onKeyWords(t, onToken)]),
    ...inStores.map(({ storeName }) => screenText(storeName)),
  ];
  const rest = names.length - maxPlaces;
  return {
    text: `${names.slice(0, maxPlaces).join(' · ')}${rest > 0 ? ` +${rest}` : ''}`,
    isInstallMissing: places !== null && isInstallMissing(certificate, places),
    storeId: inStores[0]?.storeId ?? null,
  };
}

export interface BackupMark {
  readonly tone: Tone;
  readonly text: string;
  readonly why?: string;
}

const backupTexts = {
  current: 'overview.backedUp',
  outdated: 'overview.oldBackup',
  none: 'overview.noBackup',
} as const;

export function useBackupMark(certificate: CertificateSummary): BackupMark {
  const { hasPrivateKey, keyOnToken, watched } = certificate;
  const { t } = useText();
  const isCodeMissing = useVault(({ status }) => status?.recoverySaved === false);
  if (!hasPrivateKey) {
    if (keyOnToken !== null)
      return { tone: 'off', text: t('overview.cannotBackUp'), why: t('overview.cannotBackUpWhy') };
    return watched
      ? { tone: 'off', text: t('overview.reminderOnly') }
      : { tone: 'warn', text: t('overview.keyNotInVault') };
  }
  const { state, tone, isCodeFirst } = backupCheck(certificate, isCodeMissing);
  return { tone, text: t(isCodeFirst ? 'overview.codeFirst' : backupTexts[state]) };
}
