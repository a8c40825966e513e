// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Store, StoreState } from '../../../shared/schemas/store.ts';
import type { StartChild } from '../../children/process-port.ts';
import type { CertificateStore, StoreFinder, StoreItem } from '../store-port.ts';
import { createWindowsChild, type AskWindowsStore } from './windows-child.ts';

export interface WindowsStoresOptions {
  readonly startChild: StartChild;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Serves CurrentUser\MY. Tested only under Wine, so `verified` is false. */
export function createWindowsStores({ startChild, platform, env }: WindowsStoresOptions): StoreFinder {
  const store = createWindowsStore(createWindowsChild(startChild), env['APPDATA']);
  return { find: async () => (platform === 'win32' ? [store] : []) };
}

const identity = {
  id: 'windows:MY',
  kind: 'windows',
  name: 'Windows',
  path: null,
  browsers: ['Edge', 'Chrome', '360', 'QQ'],
  isDefault: true,
  verified: false,
} as const;

function createWindowsStore(ask: AskWindowsStore, applicationData: string | undefined): CertificateStore {
  return {
    id: identity.id,
    kind: identity.kind,
    describe: async () => describe(ask),
    async list(signal) {
      refuseCancelled(signal);
      const { certificates } = await ask('list', {});
      return certificates.map(({ fields, nickname, hasKey, hardware }) => ({ fields, nickname, hasKey, hardware }));
    },
    read: async (sha256) => (await ask('read', { sha256 })).der,
    // Not cancelled midway, because the key would lack its certificate.
    async install(item, _password, signal) {
      refuseCancelled(signal);
      await ask('install', messageOf(item));
    },
    async remove(sha256, _password, signal) {
      refuseCancelled(signal);
      return await ask('remove', { sha256 });
    },
    removeOrphanKey: async (spkiSha256) => ask('removeOrphanKey', { spkiSha256 }),
    sign: async (sha256, challenge) => ask('sign', { sha256, challenge }),
    exportKey: async (sha256) => (await ask('exportKey', { sha256 })).pkcs8,
    watchedFiles: watchedFolders(applicationData),
  };
}

async function describe(ask: AskWindowsStore): Promise<Store> {
  try {
    const { certificates, unreadable, running } = await ask('list', {});
    return {
      ...identity,
      browsers: [...identity.browsers],
      state: 'ready',
      reason: unreadable === 0 ? null : `${unreadable} unreadable`,
      running: running.length > 0,
      certificates: certificates.length,
      withKey: certificates.filter(({ hasKey }) => hasKey).length,
    };
  } catch (error) {
    const { state, reason } = stateOf(error);
    const unknown = { running: false, certificates: null, withKey: null };
    return { ...identity, browsers: [...identity.browsers], ...unknown, state, reason };
  }
}

function stateOf(error: unknown): { state: StoreState; reason: string } {
  if (!(error instanceof AppError)) return { state: 'damaged', reason: 'internal' };
  const reason = typeof error.details['reason'] === 'string' ? error.details['reason'] : error.code;
  if (error.code === 'store-locked') return { state: 'locked', reason };
  if (error.code === 'store-read-only') return { state: 'read-only', reason };
  return { state: error.code === 'store-damaged' ? 'damaged' : 'tools-missing', reason };
}

const messageOf = ({ certificate, sha256, issuers, pkcs8, nickname }: StoreItem) => ({
  certificate,
  sha256,
  issuers: [...issuers],
  pkcs8,
  nickname,
});

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled');
}

function watchedFolders(applicationData: string | undefined): string[] {
  if (applicationData === undefined) return [];
  return [path.win32.join(applicationData, 'Microsoft', 'SystemCertificates', 'My', 'Certificates')];
}
