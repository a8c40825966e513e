// SPDX-License-Identifier: Apache-2.0
import { shell } from 'electron';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Throws `trash-failed`. */
export async function trashItem(path: string): Promise<void> {
  try {
    await shell.trashItem(path);
  } catch (error) {
    throw new AppError('trash-failed', {}, { cause: error });
  }
}
