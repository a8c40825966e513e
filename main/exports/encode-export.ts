// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ExportFormat, ExportProfile } from '../../shared/schemas/certificates/export-options.ts';
import type { ParseClient } from '../parser/parse-client.ts';

export interface ExportContent {
  readonly format: ExportFormat;
  readonly certificates: readonly Uint8Array[];
  readonly key: Uint8Array | null;
  readonly friendlyName: string | null;
}

/** Runs in a child process, because PKCS#12 is slow. */
export async function encodeExport(
  parse: ParseClient,
  content: ExportContent,
  protection: { password: string | null; profile: ExportProfile },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { format, key, friendlyName } = content;
  const certificates = [...content.certificates];
  const { profile } = protection;
  const password = protection.password ?? '';
  switch (format) {
    case 'p12':
      return (await parse.run('write', { format, certificates, key, friendlyName, password, profile }, signal)).bytes;
    case 'pkcs8':
      if (key === null) throw new AppError('key-missing');
      return (await parse.run('write', { format, key, password, profile }, signal)).bytes;
    case 'sm2':
      if (key === null) throw new AppError('key-missing');
      return (await parse.run('write', { format, certificates, friendlyName, key, password }, signal)).bytes;
    case 'pem':
    case 'der':
    case 'p7b':
      return (await parse.run('write', { format, certificates, friendlyName }, signal)).bytes;
  }
}
