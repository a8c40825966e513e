// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { keptForMs, type PurgeResult } from '../vault/deletion/vault-deletion.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { CertificatesService } from './certificates-service.ts';
import { theOnly, hexPrefix } from './resolve-id.ts';

export interface DeletionPlan {
  readonly certificates: number;
  readonly keys: number;
  readonly withoutBackup: number;
  readonly names: string[];
  readonly installedIn: string[];
  readonly backups: { readonly createdAt: string; readonly place: string; readonly fileName: string }[];
}

export interface DeletedCertificate extends CertificateSummary {
  readonly deletedAt: string;
  readonly purgeAt: string;
}

interface Selection {
  readonly certificates: readonly string[];
}

/** Errors: `vault-missing` (except `list` and `sweep`). Calls that name certificates also throw `not-found`. */
export interface DeletionService {
  plan(selection: Selection): Promise<DeletionPlan>;
  /** Runs in one transaction. */
  delete(selection: Selection): Promise<{ deleted: number; keys: number; purgeAt: string }>;
  /** Runs in one transaction. */
  restore(selection: Selection): Promise<{ restored: number }>;
  /** Sorted by deletion time, newest first. */
  list(): Promise<DeletedCertificate[]>;
  /** If `certificates` is null, purges all deleted certificates. */
  purge(selection: { readonly certificates: readonly string[] | null }): Promise<PurgeResult>;
  /** Purges certificates deleted over 30 days ago and resumes an interrupted erase. Returns null if nothing is due. */
  sweep(): Promise<PurgeResult | null>;
  /**
   * Accepts a SHA-256 or a unique prefix (at least 8 digits) of a deleted certificate. Errors: `not-found`,
   * `ambiguous-id`, `usage`.
   */
  resolveDeletedId(id: string): Promise<string>;
}

const maxNames = 5;
const maxBackups = 20;

export function createDeletionService(options: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly holders: (sha256s: readonly string[]) => Promise<string[]>;
}): DeletionService {
  const { vault, holders } = options;
  return {
    async plan({ certificates }) {
      const open = await vault.require();
      const distinct = [...new Set(certificates)];
      const going = open.deletion.keysThatGo(distinct);
      const rows = distinct.slice(0, maxNames).flatMap((sha256) => open.getRow(sha256) ?? []);
      const names = await Promise.all(rows.map(async (row) => (await options.certificates.summarise(row)).displayName));
      const counts = { certificates: distinct.length, keys: going.keys, withoutBackup: going.unsaved };
      const backups = open.backups.holding(distinct).slice(0, maxBackups);
      return { ...counts, names, installedIn: await holders(distinct), backups };
    },
    async delete({ certificates }) {
      const { at, ...counts } = await (await vault.require()).deletion.moveToTrash(certificates);
      return { ...counts, purgeAt: purgeAt(at) };
    },
    async restore({ certificates }) {
      return { restored: await (await vault.require()).deletion.restore(certificates) };
    },
    async list() {
      const open = await vault.current();
      const listed: DeletedCertificate[] = [];
      for (const row of open?.deletion.list() ?? []) {
        const deletedAt = row.deletedAt ?? row.addedAt;
        listed.push({ ...(await options.certificates.summarise(row)), deletedAt, purgeAt: purgeAt(deletedAt) });
      }
      return listed;
    },
    async purge({ certificates }) {
      return await (await vault.require()).deletion.purge(certificates);
    },
    async sweep() {
      return (await (await vault.current())?.deletion.sweep()) ?? null;
    },
    async resolveDeletedId(id) {
      const prefix = hexPrefix(id);
      const open = await vault.require();
      const found = open.deletion.list().filter(({ sha256 }) => sha256.startsWith(prefix));
      if (found.length === 0) {
        const reason = open.findByPrefix(prefix).length > 0 ? 'not-deleted' : 'no-such-deleted';
        throw new AppError('not-found', { reason, entered: id });
      }
      return theOnly(found.map(({ sha256 }) => sha256));
    },
  };
}

function purgeAt(deletedAt: string): string {
  const time = Date.parse(deletedAt);
  if (Number.isNaN(time)) throw new AppError('vault-damaged', { problem: 'database', affected: ['certificates'] });
  return new Date(time + keptForMs).toISOString();
}
