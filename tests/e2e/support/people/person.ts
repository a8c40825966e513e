// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/** A question shown outside the page. */
export interface Asked {
  readonly title: string;
  readonly text: string;
}

export type Answer = 'allow' | 'refuse' | 'close' | 'leave';

/** The person's actions outside the page: system dialogs and the confirmation window. */
export interface Person {
  readonly asked: readonly Asked[];
  /** Answers to the next questions, in order; by default `allow`. `leave`, only on the Chromium host: no answer. */
  answerNext(...how: Answer[]): void;
  /** Discards unused answers. */
  forget(): void;
  /** The window that `leave` left open. */
  left(): Page;
  /** The answer to the next dialogs for a save location or folder. Null: the person cancels. */
  choosePlace(path: string | null): Promise<void>;
  /** The answer to the next open-file dialog; an empty list cancels. */
  openFiles(paths: readonly string[]): Promise<void>;
}

const people = new WeakMap<Page, Person>();

export function putPersonAt(page: Page, person: Person): void {
  people.set(page, person);
}

/** Page objects only know the page. */
export function personAt(page: Page): Person {
  const person = people.get(page);
  if (person === undefined) throw new Error('no app was started with this page');
  return person;
}
