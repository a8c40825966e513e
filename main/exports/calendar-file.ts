// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

export async function writeCalendarFile(output: OutputFile, calendar: Uint8Array): Promise<void> {
  await writeVerifiedFile(output, calendar, async (readBack) => {
    if (!Buffer.from(calendar).equals(readBack)) throw new AppError('verification-failed');
  });
}
