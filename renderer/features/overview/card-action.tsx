// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { statusNow } from '../../lib/text/countdown.ts';
import { isKeyBack } from '../../lib/text/loss-steps.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { startBackup } from '../../state/backups-store.ts';
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
}

export function CardAction({ certificate, now, nameId, waits = false }: CardActionProps) {
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
  if (!isBack && hasPrivateKey && codeSaved && backup !== 'current') {
    return (
      <Button size="small" aria-describedby={nameId} onPress={() => startBackup([sha256])}>
        {t('overview.task.backup')}
      </Button>
    );
  }
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
