// SPDX-License-Identifier: Apache-2.0
import type { Watched, WatchedInput } from '../../shared/schemas/certificates/watched.ts';
import { statusOf } from '../../shared/domain/certificates/certificate-status.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { WatchedEntry, WatchedRow } from '../vault/store/rows/watched-rows.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { TypedEntry } from '../vault/records/vault-watching.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import { endOfDay } from './end-of-day.ts';

export interface WatchedService {
  list(): Promise<Watched[]>;
  /** Creates the vault if needed. Errors: `invalid-input` (no such day). */
  add(entry: WatchedInput): Promise<Watched>;
  /** Errors: `not-found`, `invalid-input` (key in the vault), those of `VaultAccess.require`. */
  addCertificate(named: { readonly sha256: string }): Promise<Watched>;
  /** Errors: `not-found` (also for a certificate's entry), `invalid-input`, those of `VaultAccess.require`. */
  change(entry: { readonly id: string } & WatchedInput): Promise<Watched>;
  /** Keeps the certificate. Errors: `not-found`, those of `VaultAccess.require`. */
  remove(entry: { readonly id: string }): Promise<void>;
}

export function createWatchedService(options: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly now: () => Date;
}): WatchedService {
  const { vault, certificates, now } = options;

  async function described(row: WatchedRow): Promise<Watched> {
    if (row.kind === 'entry') return describedEntry(row, now());
    const { sha256, displayName, notAfter, status, place } = await certificates.summary(row.sha256);
    return { id: row.id, sha256, name: displayName, notAfter, status, place, createdAt: row.createdAt };
  }

  return {
    async list() {
      const rows = (await vault.current())?.watching.list() ?? [];
      const listed = await Promise.all(rows.map(described));
      return listed.toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : a.notAfter > b.notAfter ? 1 : 0));
    },
    add: async (entry) => described(await (await vault.requireOrCreate()).watching.add(typedEntry(entry))),
    addCertificate: async ({ sha256 }) => described(await (await vault.require()).watching.addCertificate(sha256)),
    change: async ({ id, ...entry }) => described(await (await vault.require()).watching.change(id, typedEntry(entry))),
    remove: async ({ id }) => (await vault.require()).watching.remove(id),
  };
}

/** Masks identity numbers, because entries are stored unencrypted. */
function typedEntry({ name, lastDay, place }: WatchedInput): TypedEntry {
  const text = (typed: string): string => maskIdentityNumbers(typed.normalize('NFC').trim());
  const where = place === null ? '' : text(place);
  return { name: text(name), notAfter: endOfDay(lastDay), place: where === '' ? null : where };
}

function describedEntry({ id, name, notAfter, place, createdAt }: WatchedEntry, now: Date): Watched {
  const status = statusOf({ notBefore: createdAt, notAfter, revoked: false, superseded: false }, now);
  return {
    id,
    sha256: null,
    name: maskIdentityNumbers(name),
    notAfter,
    // `notBefore` is the creation time, so `not-yet-valid` means that the clock was set back.
    status: status === 'not-yet-valid' ? 'valid' : status,
    place: place === null ? null : maskIdentityNumbers(place),
    createdAt,
  };
}
