import { AppError } from '../../shared/domain/app-error.ts';
import { writeVerifiedFile } from './write-verified-file.ts';

/** A certificate request (PKCS#10 in PEM, RFC 7468 §7) as a file, ASCII. Returns its size in bytes. Errors: those of `writeVerifiedFile`. */
export async function writeRequestFile(path: string, pem: string): Promise<number> {
  const bytes = Buffer.from(`${pem.trimEnd()}\n`, 'ascii');
  await writeVerifiedFile(path, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}
