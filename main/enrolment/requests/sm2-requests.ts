// SPDX-License-Identifier: Apache-2.0
import type { Sm2UserId } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import { publicHalf } from '../../formats/keys/public-half.ts';
import { keyUnsupported } from '../../formats/keys/runtime-key.ts';
import { generateSm2Key } from '../../formats/keys/sm2-private-key.ts';
import { signSm2 } from '../../formats/keys/sm2-signature.ts';
import { sha256Hex } from '../../formats/sha256-hex.ts';
import type { IncomingKey } from '../../vault/records/key-envelopes.ts';
import { sm2WithSm3Oid } from '../../x509/certificate/public-key-algorithm.ts';
import { nullValue, oid, sequence } from '../../x509/der/der-writer.ts';
import type { RequestContent } from '../../x509/requests/write-request.ts';
import { writeSignedRequest } from '../../x509/requests/write-signed-request.ts';

/** Returns DER PKCS#10. `pkcs8` is a DER SM2 key. Errors: `key-unsupported`, `verification-failed`. */
export async function signSm2Request(
  pkcs8: Uint8Array,
  content: RequestContent,
  userId: Sm2UserId | undefined,
): Promise<Uint8Array> {
  const spki = publicHalf(pkcs8);
  if (spki === null) throw keyUnsupported(pkcs8);
  const sign = (data: Uint8Array) => signSm2(pkcs8, data, userId);
  // CFCA's own requests have NULL parameters.
  const parameters = content.temporaryKey ? [nullValue()] : [];
  return await writeSignedRequest(content, { spki, algorithm: sequence(oid(sm2WithSm3Oid), ...parameters), sign });
}

export interface TemporaryKey {
  /** The caller must zero its `pkcs8`. */
  readonly key: IncomingKey;
  readonly spki: Uint8Array;
}

export function makeTemporaryKey(): TemporaryKey {
  const { pkcs8, spki } = generateSm2Key();
  return { key: { pkcs8, spkiSha256: sha256Hex(spki), algorithm: 'sm2' }, spki };
}
