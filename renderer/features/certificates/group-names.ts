// SPDX-License-Identifier: Apache-2.0
import type { Grouping } from '../../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { monthName } from '../../lib/text/dates.ts';

export function useGroupName(): (grouping: Grouping, key: string) => string {
  const { t, language } = useText();
  return (grouping, key) => {
    if (grouping === 'status') return t(`status.${key as CertificateStatus}`);
    if (grouping === 'month') return monthName(key, language);
    return key === '' ? t('list.untagged') : key;
  };
}
