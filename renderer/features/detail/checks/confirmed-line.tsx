// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import { startLoss } from '../../../state/losses.ts';
import { CheckLine } from './check-line.tsx';

/** Omitted until the CA is notified, and for revoked and expired certificates. */
export function ConfirmedLine({ detail: { sha256, loss, status } }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  if (loss === null || !loss.done.includes('notified') || status === 'revoked' || status === 'expired') return null;
  if (loss.done.includes('confirmed')) {
    const when = loss.confirmedAt === undefined ? '' : dayAndTime(loss.confirmedAt, language);
    return <CheckLine tone="ok" title={t('losses.confirmed')} when={when} />;
  }
  return (
    <CheckLine
      tone="warn"
      title={t('losses.confirmedOpen')}
      when={t('losses.confirmedAsk')}
      actions={[{ name: t('losses.confirmedNote'), run: () => startLoss(sha256, 'authority') }]}
    />
  );
}
