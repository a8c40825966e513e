// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupStep } from '../../../main/backup/create-backup.ts';
import { createServices, type Services } from '../../../main/services.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import { makeManyCertificates } from '../vault/many-certificates.ts';
import { startNodeChild } from '../cli/start-node-child.ts';

export const benchPassphrase = 'a passphrase for tests';

export interface BackupOutcome {
  readonly code: ErrorCode | 'done' | 'not an AppError';
  readonly details: AppError['details'];
  /** SHA-256 and path of the backup that was reported as complete. */
  readonly claimed: { readonly sha256: string; readonly path: string } | null;
}

/** The app's services with a vault, for backup tests. */
export interface BackupBench {
  readonly services: Services;
  setClock(now: Date | null): void;
  backup(folder: string, onStep?: (step: BackupStep) => void): Promise<BackupOutcome>;
  /** Returns the faults of a reported backup, which must match the SHA-256 and pass the test restore. */
  judge(claimed: NonNullable<BackupOutcome['claimed']>): Promise<string[]>;
  close(): void;
}

/** `folder` is for the vault. `certificates` counts its certificates, which share one key. */
export async function openBackupBench(folder: string, certificates: number): Promise<BackupBench> {
  let clock: Date | null = null;
  const services = createServices({
    dataFolder: folder,
    stateFolder: join(folder, 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => clock ?? new Date(),
    version: 'test',
  });
  await services.vault.createWithProtectors({ passphrase: benchPassphrase });
  const vault = await services.vault.require();
  const made = makeManyCertificates(certificates);
  const origin = { via: 'file', fileName: '一万张.p12', path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates: made.certificates, keys: [made.key], origin });
  // Set up passphrase access once, because it takes seconds.
  await vault.backups.access(benchPassphrase, { withPassphrase: true });
  return {
    services,
    setClock: (now) => void (clock = now),
    async backup(to, onStep) {
      try {
        const { row } = await services.backups.create({
          scope: { kind: 'all' },
          protection: { kind: 'vault', passphrase: null },
          recoveryCode: null,
          place: { kind: 'folder', folder: to },
          progress: (_fraction, step) => onStep?.(step),
        });
        const claimed = { sha256: row.sha256, path: join(row.place, row.fileName) };
        return { code: 'done', details: {}, claimed };
      } catch (error) {
        if (!(error instanceof AppError))
          return { code: 'not an AppError', details: { error: String(error) }, claimed: null };
        return { code: error.code, details: error.details, claimed: null };
      }
    },
    async judge({ path, sha256 }) {
      if (!existsSync(path)) return [`${path} is not there`];
      if (hashOf(path) !== sha256) return [`${path} is not as it was`];
      try {
        const at = { place: { kind: 'folder', folder: dirname(path) } as const, fileName: basename(path) };
        const { outcome } = await services.backups.verify(at, { kind: 'passphrase', secret: benchPassphrase });
        return outcome === 'rehearsed' ? [] : [`verify says ${outcome}`];
      } catch (error) {
        return [`${path} does not open: ${String(error)}`];
      }
    },
    close: () => services.close(),
  };
}

export function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

export function backupsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('certsteward-backup-'));
}
