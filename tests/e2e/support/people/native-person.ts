// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import type { Dialogs } from '../../../conformance/dialogs.ts';
import type { Answer, Asked, Person } from './person.ts';

/** Reading time: earlier answers don't count. */
const readMs = 1100;

/** Answers Electron's native dialogs, real or on the stand-in. */
export function nativePerson(dialogs: Dialogs): Person {
  const asked: Asked[] = [];
  const next: Answer[] = [];
  let place: string | null = null;

  async function allows(title: string, text: string): Promise<boolean> {
    asked.push({ title, text: `${title}\n${text}` });
    await setTimeout(readMs);
    return (next.shift() ?? 'allow') === 'allow';
  }

  dialogs.answer = async ({ message, detail = '', buttons = [], cancelId = 0 }) =>
    (await allows(message, detail)) ? buttons.findIndex((_, index) => index !== cancelId) : cancelId;
  dialogs.place = async ({ title = '', defaultPath = '' }) => ((await allows(title, defaultPath)) ? place : null);
  dialogs.mayReplace = async (file) => await allows('', file);

  return {
    asked,
    answerNext: (...how) => void next.push(...how),
    forget: () => void next.splice(0),
    left() {
      throw new Error('a message box of the system is no page');
    },
    async choosePlace(path) {
      place = path;
      await Promise.resolve();
    },
    async openFiles(paths) {
      dialogs.open = paths;
      await Promise.resolve();
    },
  };
}
