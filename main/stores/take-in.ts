// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { FoundCertificate } from '../formats/inspect/inspection.ts';
import { takeInFromStore } from '../vault/records/installed/take-in.ts';
import type { IncomingKey } from '../vault/records/key-envelopes.ts';
import { buildChain, indexIssuers } from '../x509/certificate/chain.ts';
import type { StoreReading, StoreReadings } from './inventory/store-readings.ts';
import type { StoresParts } from './stores-parts.ts';

/** Works with a locked vault. */
export async function takeIn(
  parts: StoresParts,
  readings: StoreReadings,
  { sha256, storeId, password, withKey }: CallInput<'stores.takeIn'>,
): Promise<CallOutput<'stores.takeIn'>> {
  const reading = await readings.reread(storeId);
  const { store, description, certificates, code } = reading;
  if (certificates === null) throw new AppError(code ?? 'internal');
  const held = certificates.find(({ fields }) => fields.sha256 === sha256);
  if (!held) throw new AppError('not-installed');
  if (withKey && held.hardware !== null) throw new AppError('key-elsewhere');
  if (withKey && !(await parts.vault.canHoldKeys())) throw new AppError('secret-required');
  const pkcs8 = withKey ? await store.exportKey(sha256, password) : null;
  try {
    const keys: IncomingKey[] = [];
    if (pkcs8 !== null) {
      const { spkiSha256 } = await parts.own.run('publicKeyHash', { pkcs8 });
      // A mismatched key would be stored without its certificate.
      if (spkiSha256 !== held.fields.spkiSha256) throw new AppError('verification-failed', { what: 'private-key' });
      keys.push({ pkcs8, spkiSha256, algorithm: held.fields.algorithm });
    }
    const vault = await parts.vault.requireOrCreate();
    if (keys.length > 0) await parts.vault.ensureProtected();
    const found = await withIssuers(reading, sha256);
    const { name, path } = description;
    const place = { name, path, at: parts.now(), provider: held.hardware };
    const done = await takeInFromStore(vault, { certificates: found, keys }, place);
    return { added: done.added.includes(sha256), keyAdded: done.keysAdded > 0 };
  } finally {
    pkcs8?.fill(0);
  }
}

async function withIssuers({ store, certificates }: StoreReading, sha256: string): Promise<FoundCertificate[]> {
  const all = new Map((certificates ?? []).map((each) => [each.fields.sha256, each]));
  const leaf = all.get(sha256);
  if (!leaf) throw new AppError('not-installed');
  const chain = buildChain(leaf.fields, indexIssuers([...all.values()].map(({ fields }) => fields)));
  const found: FoundCertificate[] = [];
  for (const link of chain.certificates) {
    const der = await store.read(link.sha256);
    const stored = all.get(link.sha256);
    if (der && stored) found.push({ der, fields: stored.fields, friendlyName: stored.nickname });
  }
  if (found[0]?.fields.sha256 !== sha256) throw new AppError('not-installed');
  return found;
}
