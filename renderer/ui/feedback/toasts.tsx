// SPDX-License-Identifier: Apache-2.0
import { CircleAlert, CircleCheck, Info, TriangleAlert, Undo2, X } from 'lucide-react';
import { type FocusEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { isShortcut, isTextTarget, shortcutText } from '../../lib/shortcuts.ts';
import { useRoute } from '../../state/route-store.ts';
import { dismissToast, forgetUndo, holdToasts, type Toast, useToasts } from '../../state/toasts-store.ts';
import { Button } from '../button.tsx';
import { SaidAfter } from './live-region.tsx';
import css from './toasts.module.css';
import { useLateUndo } from './use-late-undo.ts';

/** Focus returning from a dialog would interrupt an earlier announcement. */
export const toastSaidAfterMs = 600;

export function Toasts() {
  const { t } = useText();
  const toasts = useToasts((state) => state.toasts);
  const region = useRef<HTMLDivElement>(null);
  // `data-toasts` adds padding to scroll areas (--toast-room).
  useLayoutEffect(() => {
    const { activeElement, documentElement } = document;
    // With the text that was copied.
    const kept = activeElement?.closest('dd') ?? activeElement;
    documentElement.toggleAttribute('data-toasts', toasts.length > 0);
    const shown = [...(region.current?.children ?? [])];
    if (shown.some((each) => kept !== null && isOver(each, kept))) {
      kept?.scrollIntoView({ block: 'nearest' });
    }
  }, [toasts]);
  useLayoutEffect(() => () => document.documentElement.removeAttribute('data-toasts'), []);
  const before = useRef<Element | null>(null);
  const noteFocus = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    holdToasts(true);
    if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
  const dismiss = (id: number): void => {
    const hadFocus = region.current?.contains(document.activeElement) === true;
    dismissToast(id);
    if (hadFocus) returnFocus(before.current);
  };
  const dismissUndone = ({ id, about }: Toast): void => {
    // Focus the restored certificate's row, whatever had the focus after the deletion.
    const toRow = about.length > 0 && useRoute.getState().room === 'certificates';
    if (toRow) before.current = null;
    const isLost = toRow && document.activeElement === document.body;
    dismiss(id);
    if (isLost) returnFocus(null);
  };
  useLateUndo();
  // Announce only new toasts, not an older one that outlasts the newest.
  const [heard, setHeard] = useState<Toast | null>(null);
  const newest = toasts.at(-1);
  if (newest !== undefined && newest.id > (heard?.id ?? 0)) setHeard(newest);
  const text = heard === null || !toasts.includes(heard) ? '' : `${t('common.messages')} ${heard.say(t)}`;
  return (
    // React Aria hides everything outside an open dialog from screen readers, but toasts must still be announced.
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for timers and focus only */}
      <div
        ref={region}
        className={css.region}
        role="status"
        aria-live="off"
        aria-label={t('common.messages')}
        data-react-aria-top-layer="true"
        onPointerEnter={() => holdToasts(true)}
        onPointerLeave={({ currentTarget }) => holdToasts(currentTarget.contains(document.activeElement))}
        onFocus={noteFocus}
        onBlur={({ currentTarget, relatedTarget }) =>
          holdToasts(currentTarget.contains(relatedTarget) || currentTarget.matches(':hover'))
        }
      >
        {toasts.map((shown) => (
          <ToastLine
            key={shown.id}
            shown={shown}
            isNewest={shown === toasts.findLast(({ undo }) => undo !== null)}
            onDismiss={() => dismiss(shown.id)}
            onUndone={() => dismissUndone(shown)}
          />
        ))}
      </div>
      <div data-react-aria-top-layer="true">
        <SaidAfter key={heard?.id} ms={toastSaidAfterMs} text={text} />
      </div>
    </>
  );
}

function isOver(shown: Element, focused: Element): boolean {
  const [over, under] = [shown.getBoundingClientRect(), focused.getBoundingClientRect()];
  const isBeside = over.left >= under.right || over.right <= under.left;
  return !isBeside && over.top < under.bottom && over.bottom > under.top && !shown.contains(focused);
}

/** `before` may be gone, such as the row of a deleted certificate. */
function returnFocus(before: Element | null): void {
  const main = document.querySelector('main');
  const row = main?.querySelector('[role="row"][tabindex="0"]');
  const next = before?.isConnected === true ? before : (row ?? main);
  if (next instanceof HTMLElement) next.focus();
}

const icons = { done: CircleCheck, open: Info, warn: TriangleAlert, failed: CircleAlert };

interface ToastLineProps {
  readonly shown: Toast;
  readonly isNewest: boolean;
  readonly onDismiss: () => void;
  readonly onUndone: () => void;
}

function ToastLine({ shown, isNewest, onDismiss, onUndone }: ToastLineProps) {
  const { t, language } = useText();
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const { say, undo, action, tone } = shown;
  const takeBack = () => {
    if (undo === null || busy) return;
    setBusy(true);
    undo()
      .then(() => {
        forgetUndo(undo);
        onUndone();
      })
      .catch((thrown: unknown) => {
        setError(toAppError(thrown));
        setBusy(false);
      });
  };
  useEffect(() => {
    if (!isNewest) return undefined;
    const keyDown = (event: KeyboardEvent) => {
      // In a field, undo applies to typing.
      if (!isShortcut(event, 'z') || isTextTarget(event.target)) return;
      event.preventDefault();
      takeBack();
    };
    window.addEventListener('keydown', keyDown);
    return () => window.removeEventListener('keydown', keyDown);
  });
  const plain = action === null && tone === 'ok' ? 'done' : 'open';
  const look = error !== null ? 'failed' : tone === 'warn' ? 'warn' : plain;
  const Icon = icons[look];
  return (
    <div className={`${css.toast} ${css[look] ?? ''}`}>
      <Icon size={18} aria-hidden />
      <span className={css.text} {...(error !== null && { role: 'alert' })}>
        {error === null ? say(t) : errorText(error.code, error.details, language).cause}
      </span>
      {undo !== null && (
        <Button size="small" isPending={busy} onPress={takeBack} aria-keyshortcuts="Control+Z Meta+Z">
          <Undo2 size={15} aria-hidden />
          {t('common.undo')}
          <kbd aria-hidden>{shortcutText('Z')}</kbd>
        </Button>
      )}
      {action !== null && (
        <Button
          size="small"
          onPress={() => {
            action.run();
            onDismiss();
          }}
        >
          {action.say(t)}
        </Button>
      )}
      <Button look="quiet" size="icon" aria-label={t('common.dismiss')} onPress={onDismiss}>
        <X size={16} aria-hidden />
      </Button>
    </div>
  );
}
