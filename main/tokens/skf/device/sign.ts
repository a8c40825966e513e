// SPDX-License-Identifier: Apache-2.0
import { sm2 } from 'sm-crypto-v2';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readPublicKeyParts } from '../../../x509/signatures/signed-structure.ts';
import { sha256DigestInfo } from '../../child/keys/digest-info.ts';
import type { Pkcs11Input } from '../../child/pkcs11-protocol.ts';
import { filled } from '../library/cells.ts';
import { signatureOctets, sm2Signature } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { readContainers, withContainer } from './containers.ts';

/**
 * SM2 signs the SM3 digest e (GB/T 32918.2) with GM/T 0009's user ID and returns r||s. For RSASSA-PKCS1-v1_5, the
 * library pads a SHA-256 DigestInfo.
 * @throws `not-found`, `unsupported-algorithm`, `module-broken`, SkfError
 */
export function signWithContainer(
  library: SkfLibrary,
  application: SkfHandle,
  { objectId, scheme, message }: Omit<Pkcs11Input<'sign'>, 'lease'>,
): Uint8Array {
  const found = readContainers(library, application).find(({ report }) => report.id === objectId);
  if (found === undefined) throw new AppError('not-found');
  const { publicKey, algorithm, canSign } = found.report;
  const sign = algorithm === 'sm2' ? 'sm2-sm3' : 'rsa-pkcs1-sha256';
  if (scheme !== sign || publicKey === null || !canSign) throw new AppError('unsupported-algorithm', { algorithm });
  return withContainer(library, application, found.container, (container) =>
    scheme === 'sm2-sm3' ? signSm2(library, container, publicKey, message) : signRsa(library, container, message),
  );
}

function signSm2(library: SkfLibrary, container: SkfHandle, publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  const { key } = readPublicKeyParts(publicKey);
  const digest = Buffer.from(sm2.getHash(message, Buffer.from(key).toString('hex')), 'hex');
  const signature = Buffer.alloc(signatureOctets);
  library.call('SKF_ECCSignData', container, digest, digest.length, signature);
  return sm2Signature(signature);
}

function signRsa(library: SkfLibrary, container: SkfHandle, message: Uint8Array): Uint8Array {
  const data = sha256DigestInfo(message);
  return filled((room, size) => library.call('SKF_RSASignData', container, data, data.length, room, size));
}
