// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

/** Writes PEM PKCS#10 (RFC 7468 §7). Returns the number of bytes. */
export async function writeRequestFile(output: OutputFile, pem: string): Promise<number> {
  return await writeTextFile(output, `${pem.trimEnd()}\n`);
}

/** Writes UTF-8. Returns the number of bytes. */
export async function writeTextFile(output: OutputFile, text: string): Promise<number> {
  const bytes = Buffer.from(text, 'utf8');
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}
