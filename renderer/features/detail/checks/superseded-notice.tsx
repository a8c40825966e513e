// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { useDetail } from '../use-detail.ts';

export function SupersededNotice({ successor }: { readonly successor: string }) {
  const { t, language } = useText();
  const { detail } = useDetail(successor);
  if (detail === null) return null;
  const facts = { name: screenText(detail.displayName), date: shortDate(detail.notAfter, language) };
  return (
    <Notice tone="off">
      <p>{t('detail.successorLead', facts)}</p>
    </Notice>
  );
}
