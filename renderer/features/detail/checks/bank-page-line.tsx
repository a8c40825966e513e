// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { CheckLine } from './check-line.tsx';

/** Only the user can see the bank's page. Omitted for certificates reported lost and those that can't sign in. */
export function BankPageLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { sha256, isCa, hasPrivateKey, keyOnToken, watched, extendedKeyUsage, bankValidOn, displayName } = detail;
  const signsIn =
    extendedKeyUsage.length === 0 ||
    extendedKeyUsage.some((usage) => usage === 'clientAuth' || usage === 'anyExtendedKeyUsage');
  if (isCa || detail.loss !== null || !signsIn || !(hasPrivateKey || keyOnToken !== null || watched)) return null;
  const isOver = detail.status === 'expired';
  const date = bankValidOn === null ? null : shortDate(`${bankValidOn}T12:00:00`, language);
  const action = {
    run: () => void openDialog('certificates.bank-page', { sha256, name: displayName, day: bankValidOn }),
  };
  if (date === null) {
    return (
      <CheckLine
        tone={isOver ? 'none' : 'off'}
        title={t('bankPage.unseen')}
        when={t(isOver ? 'status.expired' : 'bankPage.open')}
        {...(!isOver && { actions: [{ ...action, name: t('bankPage.seen') }] })}
      />
    );
  }
  return (
    <CheckLine
      tone={isOver ? 'none' : 'ok'}
      title={t('bankPage.title')}
      when={t(isOver ? 'bankPage.last' : 'bankPage.confirmed', { date })}
      {...(!isOver && { actions: [{ ...action, name: t('bankPage.change'), label: t('bankPage.changeLabel') }] })}
    />
  );
}
