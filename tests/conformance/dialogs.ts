// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { MisuseLog } from './misuse.ts';

export interface MessageBox {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}

export interface FileDialog {
  readonly title?: string;
  readonly defaultPath?: string;
  readonly properties?: readonly string[];
}

/** Native dialogs with a simulated user. */
export class Dialogs {
  readonly #log: MisuseLog;
  /** Files chosen in the next open dialog; an empty list cancels. */
  open: readonly string[] = [];
  /** Returns the file or folder to choose, or null to cancel. */
  place: (dialog: FileDialog) => Promise<string | null> = async () => null;
  /** Answers the save dialog's overwrite question. */
  mayReplace: (file: string) => Promise<boolean> = async () => true;
  /** Returns the index of the button to press, by default the cancel button. */
  answer: (box: MessageBox) => Promise<number> = async ({ cancelId, defaultId }) => cancelId ?? defaultId ?? 0;
  readonly errors: string[] = [];

  constructor(log: MisuseLog) {
    this.#log = log;
  }

  async showOpenDialog(...given: unknown[]) {
    const dialog = given.at(-1) as FileDialog;
    this.#log.options(dialog, 'OpenDialogOptions');
    if (!dialog.properties?.includes('openDirectory')) {
      const filePaths = [...this.open];
      this.open = [];
      return { canceled: filePaths.length === 0, filePaths };
    }
    const folder = await this.place(dialog);
    // The user can create a folder in the dialog.
    const mayMake = dialog.properties.includes('createDirectory');
    if (mayMake && folder !== null && existsSync(path.dirname(folder))) mkdirSync(folder, { recursive: true });
    return { canceled: folder === null, filePaths: folder === null ? [] : [folder] };
  }

  async showSaveDialog(...given: unknown[]) {
    const dialog = given.at(-1) as FileDialog;
    this.#log.options(dialog, 'SaveDialogOptions');
    const file = await this.place(dialog);
    // GTK asks only if the app requests it. Windows and macOS always ask.
    const asks = file !== null && existsSync(file) && dialog.properties?.includes('showOverwriteConfirmation') === true;
    const canceled = file === null || (asks && !(await this.mayReplace(file)));
    return { canceled, filePath: canceled ? '' : file };
  }

  async showMessageBox(...given: unknown[]) {
    const box = given.at(-1) as MessageBox;
    this.#log.options(box, 'MessageBoxOptions');
    return { response: await this.answer(box), checkboxChecked: false };
  }

  showErrorBox(title: string, content: string): void {
    this.errors.push(`${title}: ${content}`);
  }
}
