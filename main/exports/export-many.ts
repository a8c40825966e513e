// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../shared/domain/errors/error-codes.ts';
import { maxRefused } from '../../shared/domain/imports/export-limits.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { carriesKey } from '../../shared/domain/imports/carries-key.ts';
import type { ExportOptions } from '../../shared/schemas/certificates/export-options.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { OutputFolder } from '../destinations/destination-resolver.ts';
import type { ExportsService } from './exports-service.ts';
import { createFreeNames } from './free-names.ts';

export type ManyOptions = Omit<ExportOptions, 'sha256'>;
type Outcome = Omit<CallOutput<'exports.writeMany'>, 'folder'>;

export interface ManyExportsContext {
  readonly signal: AbortSignal;
  progress(fraction: number, step: string): void;
}

export interface ManyExports {
  /**
   * Errors: `password-required`, `passphrase-weak`, `vault-locked`, `vault-missing`; before the first file also
   * `destination-unwritable`, `destination-refused`, `disk-full`, `cancelled`.
   */
  write(
    sha256s: readonly string[],
    options: ManyOptions,
    folder: OutputFolder,
    context: ManyExportsContext,
  ): Promise<Outcome>;
}

/** Once a file has been written, these errors are returned in `stopped`. */
const stopping: ReadonlySet<ErrorCode> = new Set([
  'cancelled',
  'disk-full',
  'destination-unwritable',
  'destination-refused',
]);
const asking: ReadonlySet<ErrorCode> = new Set([
  'vault-locked',
  'password-required',
  'passphrase-weak',
  'vault-missing',
]);

export function createManyExports(deps: {
  readonly exports: ExportsService;
  readonly certificates: CertificatesService;
}): ManyExports {
  return {
    async write(sha256s, options, folder, { signal, progress }) {
      const names = createFreeNames(await filesIn(folder.path));
      const refused: Outcome['refused'] = [];
      let [written, withKey, notWritten] = [0, 0, 0];
      const outcome = (stopped: ErrorCode | null): Outcome => ({ written, withKey, notWritten, refused, stopped });

      for (const [index, sha256] of sha256s.entries()) {
        let displayName = '';
        try {
          if (signal.aborted) throw new AppError('cancelled');
          const summary = await deps.certificates.summary(sha256);
          displayName = summary.displayName;
          if (carriesKey(options.format) && !summary.hasPrivateKey) throw new AppError('key-missing');
          const output = await folder.file(names.take(displayName, options.format));
          const file = await deps.exports.write({ ...options, sha256 }, output, signal);
          written += 1;
          if (file.withKey) withKey += 1;
        } catch (error) {
          if (!(error instanceof AppError) || asking.has(error.code)) throw error;
          if (stopping.has(error.code)) {
            if (written === 0) throw error;
            notWritten += sha256s.length - index;
            return outcome(error.code);
          }
          notWritten += 1;
          if (refused.length < maxRefused) refused.push({ sha256, displayName, code: error.code });
        }
        progress((index + 1) / sha256s.length, 'writing');
      }
      return outcome(null);
    },
  };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new AppError('destination-unwritable', { cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}
