// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import { startLoss } from '../../../state/losses.ts';
import { useLastCheck } from '../use-last-check.ts';
import { CheckLine } from './check-line.tsx';
import { checkOf, isUnconfirmed } from './revocation-line.tsx';

/** Omitted until the CA is notified, and for revoked and expired certificates. */
export function ConfirmedLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { sha256, subject, issuer, loss, status } = detail;
  const isOpen = isUnconfirmed(detail);
  const last = useLastCheck(isOpen ? sha256 : null);
  if (isOpen) {
    const note = { name: t('losses.confirmedNote'), run: () => startLoss(sha256, 'authority') };
    const isChecked = (last ?? null) !== null || subject === issuer;
    return (
      <CheckLine
        tone="warn"
        title={t('losses.confirmedOpen')}
        when={t('losses.confirmedAsk')}
        actions={isChecked ? [note] : [checkOf(t, detail), note]}
      />
    );
  }
  if (loss === null || !loss.done.includes('confirmed') || status === 'revoked' || status === 'expired') return null;
  const when = loss.confirmedAt === undefined ? '' : dayAndTime(loss.confirmedAt, language);
  return <CheckLine tone="ok" title={t('losses.confirmed')} when={when} />;
}
