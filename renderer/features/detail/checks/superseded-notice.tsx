// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

export function SupersededNotice({ successor }: { readonly successor: string }) {
  const { t } = useText();
  return (
    <Notice
      tone="off"
      title={t('status.superseded')}
      actions={
        <Button size="small" onPress={() => selectCertificate(successor)}>
          {t('detail.successorShow')}
        </Button>
      }
    >
      <p>{t('detail.successorLead')}</p>
    </Notice>
  );
}
