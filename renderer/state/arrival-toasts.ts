// SPDX-License-Identifier: Apache-2.0
import { screenText } from '../lib/text/screen-text.ts';
import { isDialogOpen, useDialogs } from './dialogs/dialogs-store.ts';
import { dismissToast, type Say, toast, useToasts } from './toasts-store.ts';
import { refreshWebEnrolments, useWebEnrolments } from './enrolment/web-enrolments-store.ts';

export interface ArrivedEvent {
  readonly webEnrolmentId: string;
  readonly fileId: string;
  readonly fileName: string;
}

interface Announced extends ArrivedEvent {
  /** Identifies the toast. Null while held back by an open import. */
  readonly say: Say | null;
}

let announced: readonly Announced[] = [];

/**
 * Shows nothing while the enrolment is on screen. Waits for an open import to close, then shows the toast only if the
 * file still exists.
 */
export function fileArrived(event: ArrivedEvent): void {
  void refreshWebEnrolments();
  if (useWebEnrolments.getState().shown === event.webEnrolmentId) return;
  announced = [...onScreenOrWaiting(), isDialogOpen('import') ? { ...event, say: null } : announce(event)];
}

function announce(event: ArrivedEvent): Announced {
  const name = screenText(event.fileName);
  const say: Say = (words) => words('webEnrolments.arrivedToast', { name });
  toast(say);
  return { ...event, say };
}

function onScreenOrWaiting(): readonly Announced[] {
  const { toasts } = useToasts.getState();
  return announced.filter((each) => each.say === null || toasts.some(({ say }) => say === each.say));
}

function importOpened(): void {
  const waiting = onScreenOrWaiting();
  const messages = new Set(waiting.map(({ say }) => say));
  for (const { id, say } of useToasts.getState().toasts) if (messages.has(say)) dismissToast(id);
  announced = waiting.map((each) => ({ ...each, say: null }));
}

async function importClosed(): Promise<void> {
  await refreshWebEnrolments();
  const { webEnrolments, shown } = useWebEnrolments.getState();
  const stillThere = onScreenOrWaiting().filter(
    ({ webEnrolmentId, fileId }) =>
      webEnrolmentId !== shown &&
      webEnrolments.some(({ id, files }) => id === webEnrolmentId && files.some((file) => file.fileId === fileId)),
  );
  announced = stillThere.map(announce);
}

useDialogs.subscribe((now, before) => {
  const [isOpen, wasOpen] = [now, before].map(({ open }) => open.some(({ name }) => name === 'import'));
  if (isOpen && !wasOpen) importOpened();
  if (!isOpen && wasOpen) void importClosed();
});
