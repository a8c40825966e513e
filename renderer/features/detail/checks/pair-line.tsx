// SPDX-License-Identifier: Apache-2.0
import { pairRole } from '../../../../shared/domain/certificates/identity-pair.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { CheckLine } from './check-line.tsx';

export function PairLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { pair } = detail;
  const role = pairRole(detail);
  if (pair === null || role === null) return null;
  const other = role === 'signing' ? pair.encryption : pair.signing;
  const own = shortDate(detail.notAfter, language);
  const date = shortDate(other.notAfter, language);
  return (
    <CheckLine
      tone={other.hasKey ? 'ok' : 'bad'}
      title={t(`detail.pair.${role}`)}
      when={[
        ...(own === date ? [] : [t('detail.pair.own', { date: own })]),
        t(other.hasKey ? 'detail.pair.until' : 'detail.pair.lacksKey', { date }),
      ].join(' · ')}
      actions={[
        {
          name: t('detail.show'),
          label: t(`detail.pair.show.${role}`),
          run: () => selectCertificate(other.sha256),
        },
      ]}
    />
  );
}
