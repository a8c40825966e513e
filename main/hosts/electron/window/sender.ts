// SPDX-License-Identifier: Apache-2.0
import type { IpcMainInvokeEvent } from 'electron';
import type { Sender } from '../../host.ts';

type Facts = {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly parent: unknown; readonly origin: string } | null;
};

/** Checks at compile time that Electron's event fits `Facts`. */
export const senderOfEvent = (event: IpcMainInvokeEvent, windowId: number): Sender => senderOf(event, windowId);

/** Electron security checklist, item 17. A null `senderFrame` (after navigation) is untrusted. */
export function senderOf(event: Facts, windowId: number): Sender {
  const frame = event.senderFrame;
  return {
    knownWindow: event.sender.id === windowId,
    topFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? '',
  };
}
