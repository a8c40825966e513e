// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import type { Person } from '../people/person.ts';

/** `conformance`: Electron's host on the strict stand-in for `electron` (tests/conformance). */
export type HostKind = 'chromium' | 'electron' | 'conformance';

/** The built app in one of its hosts, with its real services on a separate data folder. */
export interface AppUnderTest {
  readonly host: HostKind;
  /** Replaced after a crash. */
  readonly page: Page;
  readonly dataFolder: string;
  /** The host's process; its children belong to the app too. */
  readonly processId: number;
  readonly person: Person;
  /** Answers the next open-file dialog; an empty list cancels. */
  answerOpenDialog(paths: readonly string[]): Promise<void>;
  /** Printer output as PDF; only on the stand-in. */
  readonly printed: readonly Uint8Array[];
  close(): Promise<void>;
}
