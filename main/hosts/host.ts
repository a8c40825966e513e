// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../../shared/schemas/settings.ts';
import type { EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { StartChild } from '../processes/process-port.ts';
import type { Presence } from './presence.ts';

/** Facts about who sent a message; the router trusts it only if all three hold (STYLE 3). */
export interface Sender {
  readonly knownWindow: boolean;
  readonly topFrame: boolean;
  readonly origin: string;
}

/** `message` is what the renderer sent, unchecked; the answer is an envelope. */
export type MessageHandler = (message: unknown, sender: Sender) => Promise<unknown>;

export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** `typed`: by a person in a window of ours, where the desktop has no dialog; not looked at yet. */
export type SaveAnswer =
  | { readonly outcome: 'chosen'; readonly path: string; readonly typed: boolean }
  | { readonly outcome: 'cancelled' };

/** What a person is asked outside the page; all of it is encoded already (X10). */
export interface Question {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** On the buttons. */
  readonly allow: string;
  readonly cancel: string;
}

/** A notification of the desktop; all of it is encoded for one already (X10). */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** On its button. */
  readonly action: string;
}

export interface Host {
  readonly kind: 'electron' | 'chromium';
  /** The only origin whose messages are answered: `certsteward://app` or `https://app.invalid`. */
  readonly origin: string;
  readonly systemLocale: string;
  readonly startChild: StartChild;
  readonly presence: Presence;
  openFiles(options: { title: string; filters: readonly FileFilter[] }): Promise<readonly string[]>;
  saveFile(options: { title: string; suggestedPath: string }): Promise<SaveAnswer>;
  /** In a window that the page can neither reach nor cover. Closing it is a no. */
  confirm(question: Question): Promise<boolean>;
  /** False: `printPage` cannot be offered here. */
  readonly canPrint: boolean;
  /** Puts the window's page, as its print style shows it, into the system's print dialog; true when it was printed. */
  printPage(): Promise<boolean>;
  /** The same as a PDF on A4 paper, in memory only. */
  pagePdf(): Promise<Uint8Array>;
  /** Leaves the window out of screenshots and shared screens; absent where the system cannot. */
  setContentProtection?(isOn: boolean): void;
  /** False: `trashFile` cannot be offered here. */
  readonly canTrash: boolean;
  /** Into the system's trash, from where a person brings it back. `path`: absolute. Throws `trash-failed`. */
  trashFile(path: string): Promise<void>;
  /** False: `openAddress` cannot be offered here. */
  readonly canOpenAddress: boolean;
  /** In the browser that the person chose. `address`: https. False when it is no such address, or nothing took it. */
  openAddress(address: string): Promise<boolean>;
  /** An existing folder, or one that the dialog made. */
  openFolder(options: { title: string; suggestedPath: string }): Promise<SaveAnswer>;
  /** To every open window. */
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** False: this desktop shows no notifications. `onAction`: it or its button was clicked. */
  notify(notice: Notice, onAction: () => void): Promise<boolean>;
  /** Certificates that reminders are about now, for the tray; a host without one shows it nowhere. */
  showCount(count: number): void;
  /** Brings the window to the front. */
  show(): void;
  /** Opens the window and wires `handler`; resolves when the renderer is loaded. */
  open(handler: MessageHandler): Promise<void>;
  /** Files handed over by the desktop or a second instance, as absolute paths. */
  onFilesOpened(listener: (paths: readonly string[]) => void): void;
  /** Resolves when the last window is closed. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** One settings file, two libraries behind it: electron-store in Electron, conf elsewhere (DESIGN 10). */
export interface SettingsStore {
  get(): Settings;
  change(change: Partial<Settings>): Settings;
  /** After each change of this process. */
  onChange(listener: () => void): void;
}
