// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { dualRole } from '../../../certificates/dual/dual-pairs.ts';
import type { ObjectReport, TokenSession } from '../../module-port.ts';
import { isPivModule } from '../piv.ts';
import type { Device } from '../connected-tokens.ts';
import { keyOf, readAll, testSignature } from '../keys/token-key.ts';
import { isSkf, type Pins, type TokenWork } from '../token-work.ts';
import type { TokensParts } from '../tokens-parts.ts';
import { againWhenOccupied, type OutgoingCertificate, placeOf, writeCertificates } from './write-objects.ts';

export interface OutgoingIdentity {
  readonly certificate: OutgoingCertificate;
  readonly issuers: readonly OutgoingCertificate[];
  /** Unencrypted PrivateKeyInfo, DER. The caller zeroes it. */
  readonly pkcs8: Uint8Array;
  readonly label: string;
}

/**
 * Tests a signature after the import and tries to roll back on failure. Errors: those of `TokenWork.change` and
 * `importKey`; `not-available` (SKF, signing key).
 */
export async function importIdentity(
  parts: Pick<TokensParts, 'foreign'>,
  work: TokenWork,
  tokenId: string,
  pins: Pins,
  identity: OutgoingIdentity,
): Promise<{ readonly key: ObjectReport; readonly withIssuers: boolean }> {
  const { certificate } = identity;
  const { spki } = await parts.foreign.run('spkiOf', { der: certificate.der });
  const { written } = await work.change(tokenId, pins, {
    write: async (session, device) => writeAll(parts, session, device, identity),
    test: async (session, { key, created }, device) => {
      // An encryption pair can't sign.
      if (isSkf(device.chosen)) return;
      try {
        await testSignature(session, parts.foreign, keyOf(key, spki), 'verification-failed');
      } catch (error) {
        await takeAway(session, created);
        throw error;
      }
    },
  });
  return written;
}

async function writeAll(
  parts: Pick<TokensParts, 'foreign'>,
  session: TokenSession,
  device: Device,
  { certificate, issuers, pkcs8, label }: OutgoingIdentity,
): Promise<{ key: ObjectReport; created: ObjectReport[]; withIssuers: boolean }> {
  if (isSkf(device.chosen)) {
    if (dualRole(certificate.fields) !== 'encryption') throw new AppError('not-available');
    const key = await session.importKey({ pkcs8, keyId: '', label, subject: new Uint8Array(0), pivSlot: null });
    await writeCertificates(parts, session, [{ ...certificate, keyId: key.keyId, label }]);
    // Nothing to roll back: SKF can't delete an imported pair, and the next attempt reuses it.
    return { key, created: [], withIssuers: false };
  }
  const piv = isPivModule(device.chosen);
  const { subject } = await parts.foreign.run('namesOf', { der: certificate.der });
  const importAtFreePlace = async (): Promise<{ readonly key: ObjectReport; readonly keyId: string }> => {
    const keyId = placeOf(device, await readAll(session), certificate.fields);
    const pivSlot = piv ? Number.parseInt(keyId, 16) : null;
    return { key: await session.importKey({ pkcs8, keyId, label, subject, pivSlot }), keyId };
  };
  const { key, keyId } = piv ? await againWhenOccupied(importAtFreePlace) : await importAtFreePlace();
  const created = [key];
  try {
    const chain = piv ? [] : issuers.map((each) => ({ ...each, keyId: '' }));
    const written = await writeCertificates(parts, session, [{ ...certificate, keyId, label }, ...chain]);
    created.push(...written.filter((each) => each !== null));
    return { key, created, withIssuers: !piv };
  } catch (error) {
    await takeAway(session, created);
    throw error;
  }
}

async function takeAway(session: TokenSession, created: readonly ObjectReport[]): Promise<void> {
  for (const { id } of created.toReversed()) await session.destroy(id).catch(() => undefined);
}
