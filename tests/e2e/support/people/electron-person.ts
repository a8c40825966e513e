// SPDX-License-Identifier: Apache-2.0
import type { ElectronApplication } from '@playwright/test';
import { Dialogs } from '../../../conformance/dialogs.ts';
import { MisuseLog } from '../../../conformance/misuse.ts';
import { nativePerson } from './native-person.ts';
import type { Person } from './person.ts';

type Kind = 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog';
interface Dialog {
  readonly id: number;
  readonly kind: Kind;
  readonly options: object;
}
/** In Electron's main process. */
interface Forwarded {
  next(): Promise<Dialog>;
  answer(id: number, value: object): void;
}

/** Answers the system's dialogs in the main process, out of the page's reach. Untested: no Electron binary. */
export function electronPerson(app: ElectronApplication): Person {
  const dialogs = new Dialogs(new MisuseLog());
  const serve = async (): Promise<never> => {
    await app.evaluate(forwardDialogs);
    for (;;) {
      const { id, kind, options } = await app.evaluate(
        async () => await (globalThis as unknown as { forwarded: Forwarded }).forwarded.next(),
      );
      // Another dialog may open before this one is answered.
      void dialogs[kind](options).then(async (value) =>
        app.evaluate(
          (_electron, answer) =>
            (globalThis as unknown as { forwarded: Forwarded }).forwarded.answer(answer.id, answer.value),
          { id, value },
        ),
      );
    }
  };
  // Rejects when the app ends.
  serve().catch(() => undefined);
  return nativePerson(dialogs);
}

/** Runs in Electron's main process. */
function forwardDialogs({ dialog }: typeof Electron.CrossProcessExports): void {
  const waiting: Dialog[] = [];
  const answers = new Map<number, (value: never) => void>();
  let last = 0;
  let wake = (): void => undefined;
  const forward =
    (kind: Kind) =>
    (...given: unknown[]): Promise<never> => {
      last += 1;
      waiting.push({ id: last, kind, options: given.at(-1) as object });
      wake();
      const { promise, resolve } = Promise.withResolvers<never>();
      answers.set(last, resolve);
      return promise;
    };
  dialog.showMessageBox = forward('showMessageBox');
  dialog.showOpenDialog = forward('showOpenDialog');
  dialog.showSaveDialog = forward('showSaveDialog');
  const forwarded: Forwarded = {
    async next() {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift() as Dialog;
    },
    answer: (id, value) => answers.get(id)?.(value as never),
  };
  Object.assign(globalThis, { forwarded });
}
