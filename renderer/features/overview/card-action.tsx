// SPDX-License-Identifier: Apache-2.0
import { ExternalLink } from 'lucide-react';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { statusNow } from '../../lib/text/countdown.ts';
import { isKeyBack } from '../../lib/text/loss-steps.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { startBackup } from '../../state/backups-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { openBank, toastOpened, useBankOf } from '../../state/enrolment/banks.ts';
import { startWayOfRenewal } from '../../state/enrolment/renewal.ts';
import { useWayOfRenewal } from '../../state/enrolment/use-renewal.ts';
import { startLoss } from '../../state/losses.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { cardLoss } from './card-facts.ts';
import { renewalName } from './task-action.ts';
import { showCertificate } from './show-in-list.ts';

export interface CardActionProps {
  readonly certificate: CertificateSummary;
  readonly now: number;
  readonly nameId: string;
  /** The way of renewal isn't asked for yet. */
  readonly waits?: boolean;
  /** The card's name leads to the details too. */
  readonly hasOther?: boolean;
}

export function CardAction({ certificate, now, nameId, waits = false, hasOther = false }: CardActionProps) {
  const { t } = useText();
  const { sha256, displayName, hasPrivateKey, backup } = certificate;
  const status = statusNow(certificate.status, certificate.notBefore, certificate.notAfter, now);
  const isBack = isKeyBack(certificate);
  const isDue = (status === 'expiring' || status === 'expired') && certificate.loss?.replaced !== true && !isBack;
  const way = useWayOfRenewal(isDue && !waits ? sha256 : null);
  const codeSaved = useVault((state) => state.status?.recoverySaved === true);
  if (cardLoss(certificate, now) !== null && certificate.loss?.replaced !== true) {
    return (
      <Button size="small" aria-describedby={nameId} onPress={() => startLoss(sha256)}>
        {t('losses.replace.start')}
      </Button>
    );
  }
  if (isDue) {
    return (
      <Button size="small" aria-describedby={nameId} onPress={() => void startWayOfRenewal(sha256)}>
        {t(renewalName[way])}
      </Button>
    );
  }
  if (!isBack && hasPrivateKey && (backup === 'outdated' || (codeSaved && backup === 'none'))) {
    return (
      <Button size="small" aria-describedby={nameId} onPress={() => startBackup([sha256])}>
        {t('overview.task.backup')}
      </Button>
    );
  }
  if (hasOther) return null;
  return (
    <Button
      size="small"
      aria-label={t('overview.detailsOf', { name: screenText(displayName) })}
      onPress={() => showCertificate(sha256)}
    >
      {t('overview.details')}
    </Button>
  );
}

/** Null if the certificate can't sign in, or the address of its bank isn't confirmed. */
export function useSignInBank(certificate: CertificateSummary, now: number): HeldProfile | null {
  const { sha256, notBefore, notAfter, hasPrivateKey, keyOnToken, loss, isCa } = certificate;
  const status = statusNow(certificate.status, notBefore, notAfter, now);
  const hasKey = hasPrivateKey || keyOnToken !== null;
  const signsIn = hasKey && !isCa && loss === null && (status === 'valid' || status === 'expiring');
  const { held } = useBankOf(signsIn ? sha256 : null);
  return held !== null && held.confirmedAt !== null ? held : null;
}

export interface OpenSiteProps {
  readonly bank: HeldProfile;
  readonly sha256: string;
  readonly storeId: string | null;
  readonly nameId: string;
}

export function OpenSite({ bank, sha256, storeId, nameId }: OpenSiteProps) {
  const { t } = useText();
  const open = async () => {
    const answer = await openBank(bank, storeId).catch(() => null);
    if (answer?.opened === true) toastOpened(answer);
    else void openDialog('certificates.bank-site', { sha256 });
  };
  return (
    <Button size="small" aria-describedby={nameId} onPress={() => void open()}>
      <ExternalLink size={16} aria-hidden />
      {t('bankSite.openSite')}
    </Button>
  );
}
