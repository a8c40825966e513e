import type { Page } from '@playwright/test';
import type { Person } from './person.ts';

/** The built app in one of its hosts, with its real services on a data folder of its own. */
export interface AppUnderTest {
  readonly host: 'chromium' | 'electron';
  /** Another one after a crash. */
  readonly page: Page;
  readonly dataFolder: string;
  /** The host's own process and its children, all of which belong to the app. */
  readonly processId: number;
  /** Acts outside the page. */
  readonly person: Person;
  /** What the person chooses the next times a dialog for opening files comes up; an empty list closes it. */
  answerOpenDialog(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
