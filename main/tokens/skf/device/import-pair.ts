// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { WrappedPair } from '../../../formats/cfca/wrapped-key.ts';
import { keyFacts } from '../../../formats/keys/key-facts.ts';
import { sm2PublicPoint, sm2ScalarOf } from '../../../formats/keys/sm2-private-key.ts';
import { spkiOfSm2 } from '../../../x509/certificate/public-key-algorithm.ts';
import { readPublicKeyParts } from '../../../x509/signatures/signed-structure.ts';
import type { ObjectReportMessage, Pkcs11Input } from '../../child/pkcs11-protocol.ts';
import { envelopedKeyBlob, wrapPair } from '../library/enveloped-key.ts';
import { sm2PublicKeyRoom } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { sar } from '../library/numbers.ts';
import { hasAnswered, isGone, SkfError } from '../library/skf-error.ts';
import { publicKeyIn, readContainers, withContainer, type FoundObject } from './containers.ts';

/**
 * Wraps the pair for the signing key in the container named `label` and imports it there.
 * @throws `unsupported-algorithm`, `damaged`; those of `importWrapped`
 */
export function importPair(
  library: SkfLibrary,
  application: SkfHandle,
  { pkcs8, label }: Pick<Pkcs11Input<'importKey'>, 'pkcs8' | 'label'>,
): ObjectReportMessage {
  const { algorithm } = keyFacts(pkcs8);
  if (algorithm !== 'sm2') throw new AppError('unsupported-algorithm', { algorithm });
  const scalar = sm2ScalarOf(pkcs8);
  try {
    const point = sm2PublicPoint(scalar);
    if (point === null) throw new AppError('damaged');
    return importInto(library, application, label, point, (signingPoint) => wrapPair(scalar, point, signingPoint));
  } finally {
    scalar.fill(0);
  }
}

/**
 * Reads back only the public key. Never replaces an existing pair.
 * @throws `token-key-missing`, `token-place-taken`, `verification-failed`, `module-broken`, SkfError
 */
export function importWrapped(
  library: SkfLibrary,
  application: SkfHandle,
  { pair, label }: Omit<Pkcs11Input<'importWrapped'>, 'lease'>,
): ObjectReportMessage {
  return importInto(library, application, label, Buffer.concat([Buffer.of(4), pair.point]), () => [pair]);
}

function importInto(
  library: SkfLibrary,
  application: SkfHandle,
  label: string,
  point: Uint8Array,
  wrapFor: (signingPoint: Uint8Array) => readonly WrappedPair[],
): ObjectReportMessage {
  const spki = spkiOfSm2(point);
  const named = readContainers(library, application).filter(({ report }) => report.label === label.trim());
  const signing = named.find((each) => isKey(each, 'signature'));
  if (signing?.report.algorithm !== 'sm2' || signing.report.publicKey === null)
    throw new AppError('token-key-missing', { container: label });
  const there = named.find((each) => isKey(each, 'encryption') && each.container.equals(signing.container));
  if (there !== undefined) {
    if (isOf(there, spki)) return there.report;
    throw new AppError('token-place-taken', { container: label });
  }
  const forms = wrapFor(readPublicKeyParts(signing.report.publicKey).key);
  withContainer(library, application, signing.container, (container) => {
    // Unlike the listing, `publicKeyIn` doesn't report a refusal as null.
    if (publicKeyIn(library, container, 'encryption') !== null)
      throw new AppError('token-place-taken', { container: label });
    const ulong = publicKeyIn(library, container, 'signature')?.length === sm2PublicKeyRoom ? 8 : 4;
    firstTaken(forms, (pair) => library.call('SKF_ImportECCKeyPair', container, envelopedKeyBlob(pair, ulong)));
  });
  const made = readContainers(library, application).find(
    (each) => isKey(each, 'encryption') && each.container.equals(signing.container),
  );
  if (made === undefined || !isOf(made, spki)) throw new AppError('verification-failed', { what: 'public-key' });
  return made.report;
}

function firstTaken([pair, ...others]: readonly WrappedPair[], send: (pair: WrappedPair) => void): void {
  if (pair === undefined) return;
  try {
    send(pair);
  } catch (error) {
    if (!(error instanceof SkfError) || isGone(error) || hasAnswered(error, sar.userNotLoggedIn)) throw error;
    if (!others.some((other) => isTaken(other, send))) throw error;
  }
}

function isTaken(pair: WrappedPair, send: (pair: WrappedPair) => void): boolean {
  try {
    send(pair);
    return true;
  } catch (error) {
    if (!(error instanceof SkfError) || isGone(error)) throw error;
    return false;
  }
}

function isKey({ report, use }: FoundObject, wanted: FoundObject['use']): boolean {
  return report.class === 'private-key' && use === wanted;
}

function isOf({ report }: FoundObject, spki: Uint8Array): boolean {
  return report.publicKey !== null && Buffer.compare(report.publicKey, spki) === 0;
}
