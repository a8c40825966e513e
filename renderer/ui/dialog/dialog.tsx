// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../button.tsx';
import { DialogFoot } from './dialog-actions.tsx';
import css from './dialog.module.css';
import { firstControl, useModal } from './use-modal.ts';

export interface DialogProps {
  readonly title: string;
  readonly width?: 'narrow' | 'wide' | 'bulk';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A click outside doesn't close the dialog, so no input is lost. `DialogActions` fills the footer, where
 * `<div data-start>` puts buttons on the left.
 */
export function Dialog({ title, width = 'wide', onClose, children }: DialogProps) {
  const { t } = useText();
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  const dialog = useRef<HTMLElement>(null);
  useModal(dialog, onClose);
  useEffect(() => {
    const { current } = dialog;
    return current === null || foot === null ? undefined : enterDialog(current);
  }, [foot]);
  return (
    <ModalOverlay data-scrim className={css.scrim ?? ''} isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className={`${css.modal} ${css[width]}`}>
        <AriaDialog ref={dialog} className={css.dialog ?? ''}>
          <div className={css.head}>
            <Heading slot="title" level={2} className={css.title ?? ''}>
              {title}
            </Heading>
            <Button data-dialog="close" look="quiet" size="icon" aria-label={t('common.close')} onPress={onClose}>
              <X size={18} aria-hidden />
            </Button>
          </div>
          <div className={css.body} data-dialog="body">
            <DialogFoot value={foot}>{children}</DialogFoot>
          </div>
          <div className={css.foot} ref={setFoot} data-dialog="foot" />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** React Aria focuses the dialog itself, so move the focus to the first control. */
function enterDialog(dialog: HTMLElement): () => void {
  const observer = new MutationObserver(enter);
  const stop = (): void => observer.disconnect();
  function enter(): void {
    const control = document.activeElement === dialog ? firstControl(dialog) : null;
    control?.focus();
    if (document.activeElement !== dialog) stop();
  }
  observer.observe(dialog, { childList: true, subtree: true });
  dialog.addEventListener('pointerdown', stop);
  dialog.addEventListener('keydown', stop);
  enter();
  return stop;
}
