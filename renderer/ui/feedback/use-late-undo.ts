// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { isShortcut, isTextTarget } from '../../lib/shortcuts.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { forgetUndo, latestUndoable, toast, type ToastAction, toastNote, useToasts } from '../../state/toasts-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';

/** Handles Ctrl+Z while no toast offers an undo. */
export function useLateUndo(): void {
  const { language } = useText();
  useEffect(() => {
    let isBusy = false;
    const run = async () => {
      const latest = await latestUndoable();
      if (latest === null) {
        toastNote((say) => say('common.nothingToUndo'));
        return;
      }
      const { say: done, undo, about, hasVaultChanged } = latest;
      if (hasVaultChanged) {
        if (about.length > 0) suggestTrash();
        else toastNote((say) => say('common.undoTooLate'));
        return;
      }
      const before = useToasts.getState().toasts.at(-1)?.id;
      try {
        await undo();
        forgetUndo(undo);
        if (useToasts.getState().toasts.at(-1)?.id === before)
          toast((say) => say('common.undone', { what: done(say) }));
      } catch (thrown) {
        const { code, details } = toAppError(thrown);
        if (about.length > 0 && code === 'not-found') suggestTrash();
        else toast(() => errorText(code, details, language).cause, null, [], null, 'warn');
      }
    };
    const keyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event, 'z') || event.defaultPrevented || isTextTarget(event.target) || isBusy) return;
      const isOffered = useToasts.getState().toasts.some(({ undo }) => undo !== null);
      if (isOffered || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      isBusy = true;
      void run().finally(() => (isBusy = false));
    };
    window.addEventListener('keydown', keyDown);
    return () => window.removeEventListener('keydown', keyDown);
  }, [language]);
}

function suggestTrash(): void {
  if ((useVault.getState().status?.deleted ?? 0) === 0) toastNote((say) => say('common.undoTooLate'));
  else {
    const open: ToastAction = {
      say: (say) => say('trash.title'),
      run: () => void openDialog('certificates.trash'),
    };
    toast((say) => say('trash.restoreThere'), null, [], open);
  }
}
