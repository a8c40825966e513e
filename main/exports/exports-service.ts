// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { carriesKey } from '../../shared/domain/imports/carries-key.ts';
import type { ExportOptions } from '../../shared/schemas/certificates/export-options.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { RequireStrength } from '../vault/protectors/require-strength.ts';
import { compareReopened } from './compare-reopened.ts';
import { encodeExport } from './encode-export.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

export interface WrittenExport {
  readonly bytes: number;
  readonly certificates: number;
  readonly withKey: boolean;
}

export interface ExportsService {
  /**
   * Verifies the file before renaming it. Errors: `vault-missing`, `not-found`, `sm2-key-required` (sm2),
   * `password-required` and `passphrase-weak` (p12, pkcs8, sm2), `verification-failed`, `cancelled`, those of
   * `withPrivateKey` and `OutputFile.place`.
   */
  write(options: ExportOptions, output: OutputFile, signal?: AbortSignal): Promise<WrittenExport>;
}

export interface ExportsOptions {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly parse: ParseClient;
  readonly requireStrength: RequireStrength;
}

export function createExportsService({ vault, certificates, parse, requireStrength }: ExportsOptions): ExportsService {
  return {
    async write(options, output, signal) {
      const { format, password, sha256 } = options;
      const open = await vault.require();
      const row = open.getRow(sha256);
      const leaf = open.getDer(sha256);
      if (!row || !leaf) throw new AppError('not-found');
      if (format === 'sm2' && row.algorithm !== 'sm2') {
        throw new AppError('sm2-key-required', { algorithm: row.algorithm });
      }
      const withChain = options.includeChain && format !== 'der' && format !== 'pkcs8' && format !== 'sm2';
      const issuers = withChain ? await certificates.storedIssuers(sha256) : [];
      const certificateBytes = format === 'pkcs8' ? [] : [leaf, ...issuers.flatMap((id) => open.getDer(id) ?? [])];

      const finish = async (key: Uint8Array | null): Promise<WrittenExport> => {
        const content = { format, certificates: certificateBytes, key, friendlyName: row.label ?? row.displayName };
        const bytes = await encodeExport(parse, content, { password, profile: options.profile }, signal);
        await writeVerifiedFile(output, bytes, async (readBack) =>
          compareReopened(parse, readBack, { password, certificates: certificateBytes, key }, signal),
        );
        return { bytes: bytes.length, certificates: certificateBytes.length, withKey: key !== null };
      };

      const needsKey = carriesKey(format) && (format !== 'p12' || row.hasPrivateKey);
      if (carriesKey(format) && password === null) throw new AppError('password-required');
      if (password !== null && !options.allowWeak) await requireStrength(password);
      if (!needsKey) return finish(null);
      const written = await open.withPrivateKey(sha256, finish);
      await open.activity.record('exported', { certificates: [sha256], count: 1, keys: 1, what: format });
      return written;
    },
  };
}
