// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { certificateFile, keyFile } from './child/file-names.ts';
import type { NssLook } from './child/nss-protocol.ts';
import type { CertificateStore } from '../store-port.ts';
import type { NssClient } from './nss-client.ts';
import type { NssLooks } from './nss-looks.ts';

export interface NssLocation {
  readonly id: string;
  readonly kind: 'chromium' | 'firefox';
  readonly name: string;
  readonly folder: string;
  readonly browsers: readonly string[];
  readonly isDefault: boolean;
  readonly isRunning: () => boolean;
}

export interface NssStoreParts {
  readonly client: NssClient;
  readonly looks: NssLooks;
  readonly libraries: readonly string[];
}

export function createNssStore(location: NssLocation, { client, looks, libraries }: NssStoreParts): CertificateStore {
  const { id, kind, folder } = location;
  const place = { folder, libraries: [...libraries] };
  const watchedFiles = [certificateFile, keyFile].map((file) => path.join(folder, file));
  return {
    id,
    kind,
    watchedFiles,
    async describe() {
      const { state, reason, certificates } = await looks.of(folder).catch(lookThatFailed);
      return { ...shown(location), state: stateShown(state, libraries), reason, ...counts(state, certificates) };
    },
    async list(signal) {
      const { certificates } = await looks.readable(folder, signal);
      return certificates.map((each) => ({ ...each, hardware: null }));
    },
    read: async (sha256) => await client.run('read', { folder, sha256 }),
    async install({ certificate, issuers, pkcs8, nickname }, password, signal) {
      const item = { certificate, issuers: [...issuers], pkcs8, nickname };
      await client.run('install', { ...place, ...item, password }, signal);
    },
    remove: async (sha256, password, signal) => await client.run('remove', { ...place, sha256, password }, signal),
    removeOrphanKey: async (spkiSha256, password) =>
      await client.run('removeOrphanKey', { ...place, spkiSha256, password }),
    sign: async (sha256, challenge, password) => await client.run('sign', { ...place, sha256, challenge, password }),
    exportKey: async (sha256, password) => await client.run('exportKey', { ...place, sha256, password }),
  };
}

function shown({ id, kind, name, folder, browsers, isDefault, isRunning }: NssLocation) {
  return { id, kind, name, path: folder, browsers: [...browsers], isDefault, running: isRunning(), verified: true };
}

function lookThatFailed(error: unknown): NssLook {
  if (!(error instanceof AppError)) throw error;
  const { reason } = error.details;
  const state = error.code === 'store-locked' ? 'locked' : 'damaged';
  return { state, reason: typeof reason === 'string' ? reason : error.code, certificates: [] };
}

function stateShown(state: NssLook['state'], libraries: readonly string[]): Store['state'] {
  if (state === 'unreadable') return 'read-only';
  const changeable = state === 'ready' || state === 'password-needed' || state === 'absent';
  return changeable && libraries.length === 0 ? 'tools-missing' : state;
}

function counts(state: NssLook['state'], certificates: readonly { hasKey: boolean }[]) {
  if (state === 'locked' || state === 'damaged' || state === 'unreadable') return { certificates: null, withKey: null };
  return { certificates: certificates.length, withKey: certificates.filter(({ hasKey }) => hasKey).length };
}
