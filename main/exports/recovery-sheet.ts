// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { checkPlaceForSheet } from './place-for-sheet.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

interface Sheet {
  readonly format: 'pdf' | 'text';
  readonly draw: () => Promise<Uint8Array>;
}

/** Calls `draw` only if the place is accepted. */
export async function saveRecoverySheet(output: OutputFile, sheet: Sheet): ReturnType<typeof saveSheet> {
  await checkPlaceForSheet(output.folder);
  return saveSheet(output, sheet);
}

/** Errors: `verification-failed`, those of `draw` and `writeVerifiedFile`. */
export async function saveSheet(
  output: OutputFile,
  { format, draw }: Sheet,
): Promise<{ displayPath: string; bytes: number }> {
  const sheet = await draw();
  if (format === 'pdf' && !isPdf(sheet)) throw new AppError('verification-failed');
  try {
    await writeVerifiedFile(output, sheet, async (readBack) => {
      if (Buffer.compare(readBack, sheet) !== 0) throw new AppError('verification-failed');
    });
    return { displayPath: output.path, bytes: sheet.length };
  } finally {
    sheet.fill(0);
  }
}

function isPdf(bytes: Uint8Array): boolean {
  const text = (from: number, to?: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  return text(0, 5) === '%PDF-' && text(-16).includes('%%EOF');
}
