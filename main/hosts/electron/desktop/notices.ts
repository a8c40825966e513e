// SPDX-License-Identifier: Apache-2.0
import { Notification } from 'electron';
import type { Notice } from '../../host.ts';

/** A garbage-collected notification loses its click handler. */
const shown = new Set<Notification>();

/** After this time without an event, the notification counts as shown. */
const patienceMs = 5000;

/** Not yet tested in Electron. */
export async function showNotice({ title, body, action }: Notice, onAction: () => void): Promise<boolean> {
  if (!Notification.isSupported()) return false;
  const notification = new Notification({ title, body, actions: [{ type: 'button', text: action }] });
  const taken = Promise.withResolvers<boolean>();
  shown.add(notification);
  const acted = (): void => {
    shown.delete(notification);
    onAction();
  };
  notification.on('click', acted);
  notification.on('action', acted);
  notification.on('close', () => void shown.delete(notification));
  notification.on('show', () => taken.resolve(true));
  notification.on('failed', () => {
    shown.delete(notification);
    taken.resolve(false);
  });
  const timer = setTimeout(() => taken.resolve(true), patienceMs);
  notification.show();
  const isTaken = await taken.promise;
  clearTimeout(timer);
  return isTaken;
}
