// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

/** PKCS#10, PEM (RFC 7468 §7). Returns bytes. Errors: those of `writeVerifiedFile`. */
export async function writeRequestFile(output: OutputFile, pem: string): Promise<number> {
  return await writeTextFile(output, `${pem.trimEnd()}\n`);
}

/** UTF-8. Returns bytes. Errors: those of `writeVerifiedFile`. */
export async function writeTextFile(output: OutputFile, text: string): Promise<number> {
  const bytes = Buffer.from(text, 'utf8');
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}
