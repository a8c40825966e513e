import { AppError } from '../../shared/domain/app-error.ts';
import { writeVerifiedFile } from './write-verified-file.ts';

/** A calendar to a file of its own, as any other export (R04). Errors: those of `writeVerifiedFile`. */
export async function writeCalendarFile(path: string, calendar: Uint8Array): Promise<void> {
  await writeVerifiedFile(path, calendar, async (readBack) => {
    if (!Buffer.from(calendar).equals(readBack)) throw new AppError('verification-failed');
  });
}
