// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog/sheet.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { DetailContent } from './detail-content.tsx';
import pane from './detail.module.css';
import { useDetail } from './use-detail.ts';

export function DetailSheet({ sha256, onClose }: { readonly sha256: string; readonly onClose: () => void }) {
  const { t } = useText();
  const { detail, error, show } = useDetail(sha256);
  const close = (
    <Button look="quiet" size="icon" aria-label={t('detail.closePane')} onPress={onClose}>
      <X size={18} aria-hidden />
    </Button>
  );
  return (
    <Sheet label={t('detail.pane')} onClose={onClose}>
      <div className={pane.pane}>
        {detail === null && close}
        {error !== null && <ErrorNotice error={error} />}
        {detail !== null && <DetailContent detail={detail} onSaved={show} corner={close} />}
      </div>
    </Sheet>
  );
}
