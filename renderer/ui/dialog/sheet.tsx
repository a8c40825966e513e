// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../button.tsx';
import text from '../text.module.css';
import css from './sheet.module.css';
import { useModal } from './use-modal.ts';

export interface SheetProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ label, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLElement>(null);
  useModal(dialog, onClose);
  return (
    <ModalOverlay
      data-scrim
      className={css.scrim ?? ''}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={css.sheet ?? ''}>
        <Dialog ref={dialog} className={css.dialog ?? ''} aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface SheetContentProps {
  readonly title: string;
  readonly sub: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SheetContent({ title, sub, onClose, children }: SheetContentProps) {
  const { t } = useText();
  return (
    <div className={css.content}>
      <div className={css.head}>
        <div className={css.titles}>
          <h2>{title}</h2>
          <p className={text.small}>{sub}</p>
        </div>
        <Button look="quiet" size="icon" aria-label={t('common.close')} onPress={onClose}>
          <X size={18} aria-hidden />
        </Button>
      </div>
      {children}
    </div>
  );
}
