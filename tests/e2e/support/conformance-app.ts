import { expect, type Page } from '@playwright/test';
import { setTimeout } from 'node:timers/promises';
import { startConformance } from '../../conformance/start-conformance.ts';
import type { Conformance } from '../../conformance/electron-module.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { type Answer, type Asked, type Person, putPersonAt } from './person.ts';

/** As long as a person needs to read a question: an answer that comes sooner does not count. */
const readMs = 1100;

/** Answers Electron's own dialogs, which the stand-in hands to the spec. */
function conformancePerson({ dialogs }: Conformance): Person {
  const asked: Asked[] = [];
  const next: Answer[] = [];
  dialogs.answer = async ({ message, detail = '', buttons = [], cancelId = 0 }) => {
    asked.push({ title: message, text: `${message}\n${detail}` });
    await setTimeout(readMs);
    if ((next.shift() ?? 'allow') !== 'allow') return cancelId;
    return buttons.findIndex((_, index) => index !== cancelId);
  };
  return {
    asked,
    answerNext: (...how) => void next.push(...how),
    forget: () => void next.splice(0),
    left() {
      throw new Error('a message box of the system is no page');
    },
    async choosePlace(file) {
      dialogs.save = file;
      dialogs.open = file === null ? [] : [file];
      await Promise.resolve();
    },
    async openFiles(paths) {
      dialogs.open = paths;
      await Promise.resolve();
    },
  };
}

/** The real Electron entry on the strict stand-in; its page in the installed Chromium. Every misuse fails the spec. */
export async function startInConformance(dataFolder: string, files: readonly string[] = []): Promise<AppUnderTest> {
  const conformance = await startConformance({ dataFolder, files });
  const { app, windows, dialogs, log } = conformance;
  const page = (): Page => {
    const shown = windows.all.at(-1)?.shownPage?.page;
    if (shown === undefined) throw new Error(`the window did not open: ${dialogs.errors.join(', ')}`);
    return shown;
  };
  const person = conformancePerson(conformance);
  putPersonAt(page(), person);
  return {
    host: 'conformance',
    get page() {
      return page();
    },
    dataFolder,
    processId: process.pid,
    person,
    answerOpenDialog: async (paths) => person.openFiles(paths),
    async close() {
      app.quit();
      await app.exited;
      await windows.pagesClosed();
      expect(log.entries).toEqual([]);
      expect(log.oversized).toEqual([]);
    },
  };
}
