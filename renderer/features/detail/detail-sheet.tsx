// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { DetailContent } from './detail-content.tsx';
import css from './detail-sheet.module.css';
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
    <ModalOverlay className={css.scrim ?? ''} isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={css.sheet ?? ''}>
        <Dialog className={css.dialog ?? ''} aria-label={t('detail.pane')}>
          <div className={pane.pane}>
            {detail === null && close}
            {error !== null && <ErrorNotice error={error} />}
            {detail !== null && <DetailContent detail={detail} onSaved={show} corner={close} />}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
