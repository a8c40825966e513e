import { noOsSecretStore } from '../../main/vault/protectors/os-secret-store-client.ts';
import type { VaultOptions } from '../../main/vault/vault-options.ts';
import { publicKeyHashOf } from './public-key-hash.ts';

/** No OS store, cheap scrypt: for tests of the vault's own logic. */
export function testVaultOptions(changed: Partial<VaultOptions> = {}): VaultOptions {
  return {
    clock: () => new Date('2026-11-24T12:00:00Z'),
    workerUrl: new URL('../../main/processes/age-worker.ts', import.meta.url),
    osStore: noOsSecretStore('none in this test'),
    publicKeyHashOf,
    scryptWorkFactor: 10,
    ...changed,
  };
}
