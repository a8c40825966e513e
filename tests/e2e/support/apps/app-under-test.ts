// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import type { Person } from '../people/person.ts';

/** `conformance`: Electron's host on the strict stand-in for `electron` (tests/conformance). */
export type HostKind = 'chromium' | 'electron' | 'conformance';

/** The built app in one of its hosts, with its real services on a data folder of its own. */
export interface AppUnderTest {
  readonly host: HostKind;
  /** Another one after a crash. */
  readonly page: Page;
  readonly dataFolder: string;
  /** The host's own process and its children, all of which belong to the app. */
  readonly processId: number;
  /** Acts outside the page. */
  readonly person: Person;
  /** What the person chooses the next times a dialog for opening files comes up; an empty list closes it. */
  answerOpenDialog(paths: readonly string[]): Promise<void>;
  /** What came out of the printer, as PDF; only the stand-in has one. */
  readonly printed: readonly Uint8Array[];
  close(): Promise<void>;
}
