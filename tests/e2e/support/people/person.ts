// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/** A question that came up outside the page, as it was shown. */
export interface Asked {
  readonly title: string;
  readonly text: string;
}

export type Answer = 'allow' | 'refuse' | 'close' | 'leave';

/** What the person does outside the page: dialogs of the system, and the confirmation window. */
export interface Person {
  /** Every question so far. Each is allowed, unless the spec says otherwise. */
  readonly asked: readonly Asked[];
  /** Answers to the next questions, in order. `leave`: no answer. */
  answerNext(...how: Answer[]): void;
  /** What was said for questions that did not come is said no more. */
  forget(): void;
  /** The window that was left open. */
  left(): Page;
  /** The next times a place to write to, or a folder, is asked for. Null: the person cancels. */
  choosePlace(path: string | null): Promise<void>;
  /** The next times a file to open is asked for; an empty list closes the dialog. */
  openFiles(paths: readonly string[]): Promise<void>;
}

const people = new WeakMap<Page, Person>();

export function putPersonAt(page: Page, person: Person): void {
  people.set(page, person);
}

/** Page objects know the page alone. */
export function personAt(page: Page): Person {
  const person = people.get(page);
  if (person === undefined) throw new Error('no app was started with this page');
  return person;
}
