import type { ElectronApplication } from '@playwright/test';
import type { Answer, Person } from './person.ts';

/** Answers the system's dialogs in the main process; nothing of the page reaches them. Unverified: no binary here. */
export function electronPerson(app: ElectronApplication): Person {
  const allowed = app.evaluate(({ dialog }) => {
    const answers: string[] = [];
    Object.assign(globalThis, { certstewardAnswers: answers });
    // As long as a person needs to read it.
    const read = async () => new Promise((resolve) => setTimeout(resolve, 1100));
    const answer = async () => {
      await read();
      return { response: (answers.shift() ?? 'allow') === 'allow' ? 1 : 0, checkboxChecked: false };
    };
    dialog.showMessageBox = answer;
  });
  const answerNext = async (how: readonly Answer[]) => {
    await allowed;
    await app.evaluate(
      (_electron, more) => {
        (globalThis as unknown as { certstewardAnswers: string[] }).certstewardAnswers.push(...more);
      },
      [...how],
    );
  };

  return {
    asked: [],
    answerNext: (...how) => void answerNext(how),
    forget: () => undefined,
    left() {
      throw new Error('the system’s box is no page');
    },
    choosePlace: async (file) =>
      app.evaluate(({ dialog }, filePath) => {
        const canceled = filePath === null;
        // An answer within a second counts as cancelled.
        const read = async () => new Promise((resolve) => setTimeout(resolve, 1100));
        dialog.showSaveDialog = async () => {
          await read();
          return { canceled, filePath: filePath ?? '' };
        };
        dialog.showOpenDialog = async () => {
          await read();
          return { canceled, filePaths: filePath === null ? [] : [filePath] };
        };
      }, file),
    openFiles: async (paths) =>
      app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
        },
        [...paths],
      ),
  };
}
