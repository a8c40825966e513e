// SPDX-License-Identifier: Apache-2.0
import type { Locator } from '@playwright/test';
import { choosePlace } from './choose-place.ts';
import type { RecoveryDialog } from './recovery-dialog.ts';

/** The part of the recovery dialog that saves or prints the sheet. */
export class RecoverySheetStep {
  private readonly recovery: RecoveryDialog;
  private readonly words: RecoveryDialog['words'];

  constructor(recovery: RecoveryDialog) {
    this.recovery = recovery;
    this.words = recovery.words;
  }

  get savePdf(): Locator {
    return this.recovery.dialog.getByRole('button', { name: this.words.sheet.savePdf });
  }

  get print(): Locator {
    return this.recovery.dialog.getByRole('button', { name: this.words.sheet.print });
  }

  get warning(): Locator {
    return this.recovery.dialog.getByText(this.words.sheet.pdfWarning);
  }

  get saved(): Locator {
    return this.recovery.dialog.getByRole('alert').filter({ hasText: this.words.sheet.saved });
  }

  get refused(): Locator {
    return this.recovery.dialog.locator('[data-error-code$="-refused"]');
  }

  async choosePlace(file: string): Promise<void> {
    const { dialog } = this.recovery;
    await choosePlace(dialog, this.words, file);
    await dialog.getByText(this.words.export.chosen).or(this.refused).first().waitFor();
  }
}
