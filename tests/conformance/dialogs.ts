import type { MisuseLog } from './misuse.ts';

export interface MessageBox {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}

/** Native dialogs, and the person in front of them. */
export class Dialogs {
  readonly #log: MisuseLog;
  /** What the person chooses; nothing closes the dialog. */
  open: readonly string[] = [];
  save: string | null = null;
  /** Index of the button for a question; by default the one that the dialog calls cancel. */
  answer: (box: MessageBox) => Promise<number> = async ({ cancelId, defaultId }) => cancelId ?? defaultId ?? 0;
  readonly asked: MessageBox[] = [];
  readonly errors: string[] = [];

  constructor(log: MisuseLog) {
    this.#log = log;
  }

  async showOpenDialog(...given: unknown[]) {
    this.#log.options(given.at(-1) as object, 'OpenDialogOptions');
    return { canceled: this.open.length === 0, filePaths: [...this.open] };
  }

  async showSaveDialog(...given: unknown[]) {
    this.#log.options(given.at(-1) as object, 'SaveDialogOptions');
    return { canceled: this.save === null, filePath: this.save ?? '' };
  }

  async showMessageBox(...given: unknown[]) {
    const box = given.at(-1) as MessageBox;
    this.#log.options(box, 'MessageBoxOptions');
    this.asked.push(box);
    return { response: await this.answer(box), checkboxChecked: false };
  }

  showErrorBox(title: string, content: string): void {
    this.errors.push(`${title}: ${content}`);
  }
}
