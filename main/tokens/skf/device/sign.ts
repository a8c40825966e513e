// SPDX-License-Identifier: Apache-2.0
import { sm2 } from 'sm-crypto-v2';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readPublicKeyParts } from '../../../x509/signatures/signed-structure.ts';
import type { Pkcs11Input } from '../../child/pkcs11-protocol.ts';
import { signatureOctets, sm2Signature } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { readContainers, withContainer } from './containers.ts';

/**
 * SM3withSM2 with GM/T 0009's user ID, r||s: the library signs e of GB/T 32918.2.
 * @throws AppError `not-found`, `unsupported-algorithm`; SkfError
 */
export function signWithContainer(
  library: SkfLibrary,
  application: SkfHandle,
  { objectId, scheme, message }: Omit<Pkcs11Input<'sign'>, 'lease'>,
): Uint8Array {
  const found = readContainers(library, application).find(({ report }) => report.id === objectId);
  if (found === undefined) throw new AppError('not-found');
  const { publicKey, algorithm, canSign } = found.report;
  if (scheme !== 'sm2-sm3' || publicKey === null || !canSign)
    throw new AppError('unsupported-algorithm', { algorithm });
  const { key } = readPublicKeyParts(publicKey);
  const digest = Buffer.from(sm2.getHash(message, Buffer.from(key).toString('hex')), 'hex');
  const signature = Buffer.alloc(signatureOctets);
  withContainer(library, application, found.container, (container) =>
    library.call('SKF_ECCSignData', container, digest, digest.length, signature),
  );
  return sm2Signature(signature);
}
