// SPDX-License-Identifier: Apache-2.0
import type { IpcMainInvokeEvent } from 'electron';
import type { Sender } from '../host.ts';

type Facts = {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly parent: unknown; readonly origin: string } | null;
};

// Compile-time proof that Electron's event has what is read here.
export const senderOfEvent = (event: IpcMainInvokeEvent, windowId: number): Sender => senderOf(event, windowId);

/**
 * Electron checklist 17: who sent a message, from Electron's own objects. Must be read before anything is awaited:
 * `senderFrame` is null once the frame has navigated, and null trusts nobody.
 */
export function senderOf(event: Facts, windowId: number): Sender {
  const frame = event.senderFrame;
  return {
    knownWindow: event.sender.id === windowId,
    topFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? '',
  };
}
