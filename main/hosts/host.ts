// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../../shared/schemas/settings.ts';
import type { EventName, EventPayload } from '../../shared/ipc/contract.ts';
import type { StartChild } from '../children/process-port.ts';
import type { AddressOpener } from './open-in-program.ts';
import type { Presence } from './presence.ts';

export interface Sender {
  readonly knownWindow: boolean;
  readonly topFrame: boolean;
  readonly origin: string;
}

/** `message` is unvalidated. Resolves to an `Envelope`. */
export type MessageHandler = (message: unknown, sender: Sender) => Promise<unknown>;

export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** `typed`: the user typed `path` in a separate window. Such a path is unchecked. */
export type SaveAnswer =
  | { readonly outcome: 'chosen'; readonly path: string; readonly typed: boolean }
  | { readonly outcome: 'cancelled' };

/** Values have passed `visibleText`. */
export interface Question {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly allow: string;
  readonly cancel: string;
}

/** Plain text. Hosts escape it where needed. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly action: string;
}

/** A host may take seconds to return thousands of paths. Aborting throws `cancelled`. */
export interface PathReading {
  readonly signal: AbortSignal;
  onRead(done: number, total: number): void;
}

export interface Host {
  readonly kind: 'electron' | 'chromium';
  /** `certsteward://app` or `https://app.invalid`. */
  readonly origin: string;
  readonly systemLocale: string;
  readonly startChild: StartChild;
  readonly presence: Presence;
  /** Returns a list like Electron's `resolveProxy`: `PROXY host:port; DIRECT`. Absent if unknown. */
  systemProxy?(url: string): Promise<string>;
  openFiles(options: {
    title: string;
    filters: readonly FileFilter[];
    reading?: PathReading;
  }): Promise<readonly string[]>;
  saveFile(options: { title: string; suggestedPath: string }): Promise<SaveAnswer>;
  confirm(question: Question): Promise<boolean>;
  readonly canPrint: boolean;
  printPage(): Promise<boolean>;
  pagePdf(): Promise<Uint8Array>;
  setContentProtection?(isOn: boolean): void;
  readonly canTrash: boolean;
  /** `path` is absolute. Throws `trash-failed`, `not-available`. */
  trashFile(path: string): Promise<void>;
  readonly canOpenAddress: boolean;
  /** `browser` null means the default. Returns false if the address is invalid or no browser accepted it. */
  openAddress(address: string, browser: AddressOpener | null): Promise<boolean>;
  openFolder(options: { title: string; suggestedPath: string }): Promise<SaveAnswer>;
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** Returns false if not shown. `onAction` runs when the notification or its button is clicked. */
  notify(notice: Notice, onAction: () => void): Promise<boolean>;
  showCount(count: number): void;
  show(): void;
  open(handler: MessageHandler): Promise<void>;
  /** The paths are absolute. */
  onFilesOpened(listener: (paths: readonly string[]) => void): void;
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface SettingsStore {
  get(): Settings;
  change(change: Partial<Settings>): Settings;
  /** Reports only this process's changes. */
  onChange(listener: () => void): void;
}
