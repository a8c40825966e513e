// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { useDetail } from '../use-detail.ts';

export function SupersededNotice({ successor }: { readonly successor: string }) {
  const { t, language } = useText();
  const { detail } = useDetail(successor);
  return (
    <Notice tone="off" title={t('status.superseded')}>
      {detail !== null && (
        <p>
          {t('detail.successorLead', {
            name: screenText(detail.displayName),
            date: shortDate(detail.notAfter, language),
          })}
        </p>
      )}
    </Notice>
  );
}
