// SPDX-License-Identifier: Apache-2.0
import { ipc } from '../lib/ipc.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { useDialogs } from './dialogs/dialogs-store.ts';
import { openImport } from './imports-store.ts';
import { goTo, useRoute } from './route-store.ts';
import { dismissToast, type Say, toast, type ToastAction, useToasts } from './toasts-store.ts';
import { useGuide } from './enrolment/guide-store.ts';
import { refreshWebEnrolments, useWebEnrolments } from './enrolment/web-enrolments-store.ts';

export interface ArrivedEvent {
  readonly webEnrolmentId: string;
  readonly fileId: string;
  readonly fileName: string;
}

interface Announced extends ArrivedEvent {
  /** Null while an open dialog holds the toast back. */
  readonly say: Say | null;
}

let announced: readonly Announced[] = [];

/**
 * Shows nothing while the enrolment or the list of all enrolments is on screen. Waits for open dialogs to close, then
 * shows the toast only if the file still exists.
 */
export function fileArrived(event: ArrivedEvent): void {
  void refreshWebEnrolments();
  if (isOnScreen(event)) return;
  const others = onScreenOrWaiting().filter(({ fileId }) => fileId !== event.fileId);
  const files = [...others, { ...event, say: null }];
  announced = useDialogs.getState().open.length > 0 ? files : announce(files);
}

function isOnScreen({ webEnrolmentId }: ArrivedEvent): boolean {
  const isListed = useRoute.getState().room === 'enrolment' && useGuide.getState().guide === null;
  return isListed || useWebEnrolments.getState().shown === webEnrolmentId;
}

function announce(files: readonly Announced[]): readonly Announced[] {
  const [first] = files;
  if (first === undefined) return [];
  const [count, name] = [files.length, screenText(first.fileName)];
  const say: Say = (words) =>
    count === 1 ? words('webEnrolments.arrivedToast', { name }) : words('webEnrolments.arrivedMany', { count });
  const action: ToastAction = {
    say: (words) => words('webEnrolments.import'),
    run: () => void importFiles(files),
  };
  toast(
    say,
    null,
    files.map(({ fileId }) => fileId),
    action,
  );
  return files.map((each) => ({ ...each, say }));
}

async function importFiles(files: readonly ArrivedEvent[]): Promise<void> {
  try {
    const drafts = await Promise.all(
      files.map(({ webEnrolmentId, fileId }) => ipc('webEnrolments.openFile', { id: webEnrolmentId, fileId })),
    );
    openImport(drafts.map(({ draftId }) => ({ kind: 'draft', draftId, forGuide: true })));
  } catch {
    goTo('enrolment');
  }
}

function onScreenOrWaiting(): readonly Announced[] {
  const { toasts } = useToasts.getState();
  return announced.filter((each) => each.say === null || toasts.some(({ say }) => say === each.say));
}

function takeDown(): readonly Announced[] {
  const waiting = onScreenOrWaiting();
  const messages = new Set(waiting.map(({ say }) => say));
  for (const { id, say } of useToasts.getState().toasts) if (messages.has(say)) dismissToast(id);
  return waiting.map((each) => ({ ...each, say: null }));
}

async function dialogsClosed(): Promise<void> {
  if (onScreenOrWaiting().length === 0) return;
  await refreshWebEnrolments();
  if (useDialogs.getState().open.length > 0) return;
  const { webEnrolments } = useWebEnrolments.getState();
  const isThere = ({ webEnrolmentId, fileId }: ArrivedEvent) =>
    webEnrolments.some(({ id, files }) => id === webEnrolmentId && files.some((file) => file.fileId === fileId));
  const stillThere = onScreenOrWaiting().filter((each) => each.say !== null || (!isOnScreen(each) && isThere(each)));
  announced = announce(stillThere);
}

useDialogs.subscribe((now, before) => {
  const [isOpen, wasOpen] = [now, before].map(({ open }) => open.length > 0);
  if (isOpen && !wasOpen) announced = takeDown();
  if (!isOpen && wasOpen) void dialogsClosed();
});

useRoute.subscribe(({ room }, before) => {
  if (room !== before.room && room === 'enrolment') takeDown();
});

useWebEnrolments.subscribe(({ shown }, before) => {
  if (shown !== before.shown && onScreenOrWaiting().every(isOnScreen)) takeDown();
});
