import { AppError } from '../../shared/domain/app-error.ts';
import { writeVerifiedFile } from './write-verified-file.ts';

/** A sheet of text, UTF-8 with a byte order mark, so that every editor shows its Chinese. Returns its size in bytes. Errors: those of `writeVerifiedFile`. */
export async function writeTextFile(path: string, text: string): Promise<number> {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf8');
  await writeVerifiedFile(path, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}
