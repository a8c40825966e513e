import type { Page } from '@playwright/test';

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
  /** The system's save dialog, or (Chromium without a desktop) a path typed into the app. */
  readonly saveDialog: 'native' | 'typed';
  /** What the person chooses the next times a dialog for opening files comes up; an empty list closes it. */
  answerOpenDialog(paths: readonly string[]): Promise<void>;
  /** With native dialogs only; see `saveDialog`. */
  answerSaveDialog(path: string | null): Promise<void>;
  close(): Promise<void>;
}
