// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { macAlgorithm } from '../../../formats/cmp/write-cmp.ts';
import { usualIterations } from '../../../formats/cmp/password-mac-limits.ts';
import { emptyName } from '../../../formats/cmp/write-cmp.ts';
import { signatureAlgorithm, signWith, type SigningKey } from './sign-with.ts';

/** RFC 9810 §5.1.3. */
export interface Protector {
  readonly sender: Uint8Array;
  readonly senderKid: Uint8Array | null;
  /** DER AlgorithmIdentifier. */
  readonly algorithm: Uint8Array;
  readonly protect: (data: Uint8Array) => Promise<Uint8Array>;
  /** DER certificates for extraCerts. */
  readonly certificates: readonly Uint8Array[];
  readonly isFromPartner: (algorithm: Uint8Array, data: Uint8Array, protection: Uint8Array) => boolean;
}

const saltBytes = 16;

/** RFC 9483 §4.1.5. */
export async function protectByCode(reference: string, code: string): Promise<Protector> {
  const { passwordMac, passwordMacMatches } = await import('../../../formats/cmp/password-mac.ts');
  const secret = Buffer.from(code.normalize('NFC'), 'utf8');
  const salt = new Uint8Array(randomBytes(saltBytes));
  return {
    sender: emptyName,
    senderKid: Buffer.from(reference.normalize('NFC'), 'utf8'),
    algorithm: macAlgorithm(salt, usualIterations),
    protect: async (data) => passwordMac(secret, salt, usualIterations, data),
    certificates: [],
    isFromPartner: (algorithm, data, protection) => passwordMacMatches(algorithm, secret, data, protection),
  };
}

export function protectByKey(
  key: SigningKey,
  { certificate, subject, keyId }: { certificate: Uint8Array; subject: Uint8Array; keyId: Uint8Array | null },
): Protector {
  return {
    sender: subject,
    senderKid: keyId,
    algorithm: signatureAlgorithm(key),
    protect: async (data) => (await signWith(key, data)).signature,
    certificates: [certificate],
    isFromPartner: () => false,
  };
}
