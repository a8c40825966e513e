// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import path from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StoreReason } from '../../../shared/domain/errors/error-reasons.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { CertificateStore, StoredCertificate, StoreFinder } from '../store-port.ts';
import type { RunSecurity } from './security-command.ts';

const identityLine = /^\s*\d+\) ([0-9A-Fa-f]{40}) "/;

export interface MacosStoresOptions {
  readonly home: string;
  readonly security: RunSecurity;
  readonly parse: Pick<ParseClient, 'run'>;
  readonly isAllowed: () => boolean;
}

/** The login keychain. Untested, so off by default. */
export function createMacosStores(options: MacosStoresOptions): StoreFinder {
  const store = createMacosStore(options);
  return { find: async () => [store] };
}

function createMacosStore({ home, security, parse, isAllowed }: MacosStoresOptions): CertificateStore {
  const keychain = path.posix.join(home, 'Library', 'Keychains', 'login.keychain-db');

  async function found(signal?: AbortSignal): Promise<readonly FoundCertificate[]> {
    if (!isAllowed()) return [];
    const bytes = await security(['find-certificate', '-a', '-p', keychain], signal);
    if (bytes.length === 0) return [];
    const { certificates, diagnosis } = await parse.run('inspect', { bytes, password: null }, signal);
    if (certificates.length === 0) throw new AppError('store-damaged', { reason: `security: ${diagnosis.code}` });
    return certificates;
  }

  async function list(signal?: AbortSignal): Promise<StoredCertificate[]> {
    const certificates = await found(signal);
    if (certificates.length === 0) return [];
    const identities = ['find-identity', '-v', '-p', 'ssl-client', keychain];
    const withKey = usableIdentities(await security(identities, signal));
    return certificates.map(({ fields, der }) => {
      const hasKey = withKey.has(hash('sha1', der, 'hex')) ? true : null;
      return { fields, nickname: null, hasKey, hardware: null };
    });
  }

  return {
    id: identity.id,
    kind: identity.kind,
    list,
    async describe() {
      if (!isAllowed()) return described('unverified-off', null, null);
      try {
        return described('ready', null, await list());
      } catch (error) {
        const { code, details } = error instanceof AppError ? error : new AppError('internal');
        const state = code === 'store-tools-missing' ? 'tools-missing' : 'damaged';
        return described(state, typeof details['reason'] === 'string' ? details['reason'] : code, null);
      }
    },
    read: async (sha256) => (await found()).find(({ fields }) => fields.sha256 === sha256)?.der ?? null,
    install: async () => refuse('import'),
    remove: async () => refuse('delete-identity'),
    removeOrphanKey: async () => ({ removed: false }),
    sign: async () => refuse('sign'),
    exportKey: async () => refuse('export'),
    watchedFiles: [keychain],
  };
}

const identity = { id: 'macos:login', kind: 'macos', name: 'macOS', isDefault: true, verified: false } as const;

function described(state: Store['state'], reason: string | null, held: readonly StoredCertificate[] | null): Store {
  const withKey = held?.filter(({ hasKey }) => hasKey === true).length ?? null;
  const facts = { path: null, browsers: ['Safari', 'Chrome', 'Edge'], running: false };
  return { ...identity, ...facts, state, reason, certificates: held?.length ?? null, withKey };
}

/** `security import` would expose the password in its arguments. The other commands are untested. */
function refuse(command: 'import' | 'delete-identity' | 'sign' | 'export'): never {
  throw new AppError('store-refused', { reason: reasons[command] });
}

const reasons = {
  import: 'macos-import',
  'delete-identity': 'macos-change',
  sign: 'macos-sign',
  export: 'macos-change',
} as const satisfies Record<string, StoreReason>;

/** Parses `security find-identity -v`, which omits expired certificates. Returns SHA-1 hashes in lower-case hex. */
export function usableIdentities(output: Uint8Array): ReadonlySet<string> {
  const lines = new TextDecoder().decode(output).split('\n');
  return new Set(lines.flatMap((line) => identityLine.exec(line)?.[1]?.toLowerCase() ?? []));
}
