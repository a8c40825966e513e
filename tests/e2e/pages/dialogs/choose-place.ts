// SPDX-License-Identifier: Apache-2.0
import type { Locator } from '@playwright/test';
import { personAt } from '../../support/people/person.ts';
import type { Words } from '../words.ts';

/** Presses whichever button is shown and chooses `path` in the dialog outside the page. */
export async function choosePlace(within: Locator, { export: words }: Words, path: string): Promise<void> {
  await personAt(within.page()).choosePlace(path);
  const names = [words.choosePlace, words.chooseFolder, words.chooseOther];
  const buttons = names.map((name) => within.getByRole('button', { name, exact: true }));
  const [first, second, third] = buttons;
  if (first === undefined || second === undefined || third === undefined) throw new Error('no button');
  await first.or(second).or(third).click();
}
