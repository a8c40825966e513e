// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CertificateFields } from '../../../x509/certificate/certificate-fields.ts';
import type { ObjectReport, TokenSession } from '../../module-port.ts';
import { freePivPlace, isPivModule, pivKeyId } from '../piv.ts';
import type { Device } from '../connected-tokens.ts';
import { spkiSha256Of } from './object-view.ts';
import { readAll } from '../keys/token-key.ts';
import { isSkf } from '../token-work.ts';
import type { TokensParts } from '../tokens-parts.ts';

export interface OutgoingCertificate {
  readonly der: Uint8Array;
  readonly fields: Pick<
    CertificateFields,
    'sha256' | 'spkiSha256' | 'subjectKeyId' | 'displayName' | 'algorithm' | 'isCa' | 'keyUsage'
  >;
  readonly label: string | null;
}

export function keyIdOf({ spkiSha256, subjectKeyId }: OutgoingCertificate['fields']): string {
  return subjectKeyId !== null && /^(?:[0-9a-f]{2}){4,32}$/.test(subjectKeyId) ? subjectKeyId : spkiSha256.slice(0, 40);
}

export function placeOf(device: Device, held: readonly ObjectReport[], fields: OutgoingCertificate['fields']): string {
  return isPivModule(device.chosen) ? pivKeyId(freePivPlace(held)) : keyIdOf(fields);
}

/** Null means the certificate was already on the token. */
export async function writeCertificates(
  { foreign }: Pick<TokensParts, 'foreign'>,
  session: TokenSession,
  certificates: readonly (OutgoingCertificate & { readonly keyId: string })[],
): Promise<(ObjectReport | null)[]> {
  const held = await readAll(session);
  const written: (ObjectReport | null)[] = [];
  for (const { der, keyId, label, fields } of certificates) {
    if (held.some(({ certificate }) => certificate !== null && Buffer.compare(certificate, der) === 0)) {
      written.push(null);
      continue;
    }
    const names = await foreign.run('namesOf', { der });
    written.push(await session.createCertificate({ der, keyId, label: label ?? fields.displayName, ...names }));
  }
  return written;
}

/** Gives certificates the CKA_ID of their key, if present. Throws `token-key-missing` (SKF), `token-full` (PIV). */
export async function besideKeys(
  session: TokenSession,
  device: Device,
  outgoing: readonly OutgoingCertificate[],
): Promise<{ certificates: (OutgoingCertificate & { keyId: string })[]; withKey: boolean }> {
  const held = await readAll(session);
  const keyIds = new Map<string, string>();
  for (const object of held) {
    const spki = spkiSha256Of(object);
    if (spki !== null && object.keyId !== '') keyIds.set(spki, object.keyId);
  }
  const privateKeys = new Set(held.flatMap((each) => (each.class === 'private-key' ? [each.keyId] : [])));
  const skf = isSkf(device.chosen);
  const certificates = outgoing.flatMap((each, index) => {
    const own = keyIds.get(each.fields.spkiSha256);
    if (own !== undefined) return [{ ...each, keyId: own }];
    // An SKF container has no room for issuers.
    if (skf) return [];
    // An empty CKA_ID keeps an issuer from being paired with a key.
    return [{ ...each, keyId: index === 0 ? placeOf(device, held, each.fields) : '' }];
  });
  if (skf && certificates.length === 0) throw new AppError('token-key-missing');
  const own = certificates[0]?.keyId;
  return { certificates, withKey: own !== undefined && privateKeys.has(own) };
}

/** Retries once: after a partial read, an occupied PIV slot may look free. */
export async function againWhenOccupied<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'already-installed') throw error;
    return work();
  }
}

/** `withChain` adds stored issuers, closest first. Throws `vault-missing`, `not-found`. */
export async function fromVault(
  { vault, certificates }: Pick<TokensParts, 'vault' | 'certificates'>,
  sha256: string,
  withChain: boolean,
): Promise<OutgoingCertificate[]> {
  const open = await vault.require();
  const chain = withChain ? await certificates.storedIssuers(sha256) : [];
  return [sha256, ...chain].flatMap((each, index) => {
    const row = open.getRow(each);
    const der = open.getDer(each);
    if (!row || !der) {
      if (index === 0) throw new AppError('not-found');
      return [];
    }
    // Skip roots, which clients don't send to servers.
    if (index > 0 && row.selfIssued) return [];
    return [{ der, fields: row, label: row.label ?? row.friendlyName }];
  });
}
