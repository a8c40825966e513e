// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

/** Adds a BOM, so that editors recognise UTF-8. Returns the number of bytes. */
export async function writeTextFile(output: OutputFile, text: string): Promise<number> {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf8');
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}
