// SPDX-License-Identifier: Apache-2.0
import type { SignatureVerdict } from '../../../shared/schemas/certificates/certificate.ts';
import { sm2CurveOid, sm2WithSm3Oid } from '../certificate/public-key-algorithm.ts';
import { readCertificateLayout } from '../certificate/certificate-layout.ts';
import { encodingOf } from '../der/der-reader.ts';
import { readPublicKeyParts, readSignedStructure } from './signed-structure.ts';
import { dsaOid, verifyDsa } from './verify-dsa.ts';
import { verifyEcdsa, verifyEdwards, verifySm2 } from './verify-elliptic.ts';
import { keyAllows, rsaEncryption, rsaScheme, rsassaPssOid, verifyRsa } from './verify-rsa.ts';

const ecPublicKey = '1.2.840.10045.2.1';

/** Verifies only the signature. Both certificates are DER. Returns `unknown` if unsupported or malformed. */
export async function verifySignature(certificate: Uint8Array, issuer: Uint8Array): Promise<SignatureVerdict> {
  try {
    return await verifySigned(certificate, encodingOf(issuer, readCertificateLayout(issuer).spki));
  } catch {
    return 'unknown';
  }
}

/** `der` is a certificate or another structure signed like one, such as a CRL. */
export async function verifySigned(der: Uint8Array, spki: Uint8Array): Promise<SignatureVerdict> {
  try {
    const { algorithmOid, parameters, ...structure } = readSignedStructure(der);
    const publicKey = readPublicKeyParts(spki);
    const input = { ...structure, key: publicKey.key };
    if (disagree(algorithmOid, publicKey.algorithmOid)) return 'invalid';
    const isEc = publicKey.algorithmOid === ecPublicKey;
    const isRsa = publicKey.algorithmOid === rsaEncryption || publicKey.algorithmOid === rsassaPssOid;
    const scheme = rsaScheme(algorithmOid, parameters);
    if (scheme && !isRsa) return 'invalid';
    if (scheme) {
      const allowed = keyAllows(scheme, publicKey.algorithmOid, publicKey.parameters);
      return verdict(allowed === true ? await verifyRsa(scheme, input) : allowed);
    }
    if (algorithmOid === sm2WithSm3Oid) {
      // Some CAs' SM2 keys have the curve's OID as the key algorithm.
      return publicKey.curveOid === sm2CurveOid ? verdict(verifyOrRefuse(() => verifySm2(input))) : 'unknown';
    }
    if (isEc && publicKey.curveOid !== null) {
      const { curveOid } = publicKey;
      return verdict(verifyOrRefuse(() => verifyEcdsa(algorithmOid, curveOid, input)));
    }
    if (publicKey.algorithmOid === dsaOid) return verdict(verifyDsa(algorithmOid, publicKey.parameters, input));
    if (publicKey.algorithmOid !== algorithmOid) return 'unknown';
    return verdict(verifyOrRefuse(() => verifyEdwards(algorithmOid, input)));
  } catch {
    return 'unknown';
  }
}

/** The last verdict is `unknown` unless `lastIsSelfSigned`. */
export async function verifyChain(
  chain: readonly Uint8Array[],
  lastIsSelfSigned: boolean,
): Promise<SignatureVerdict[]> {
  return Promise.all(
    chain.map(async (certificate, index) => {
      const issuer = chain[index + 1] ?? (lastIsSelfSigned ? certificate : null);
      return issuer ? verifySignature(certificate, issuer) : 'unknown';
    }),
  );
}

function verdict(holds: boolean | null): SignatureVerdict {
  if (holds === null) return 'unknown';
  return holds ? 'valid' : 'invalid';
}

/** Treats an out-of-range point or number as an invalid signature. */
function verifyOrRefuse(verify: () => boolean | null): boolean | null {
  try {
    return verify();
  } catch {
    return false;
  }
}

const families: readonly (readonly [arc: string, keys: readonly string[]])[] = [
  ['1.2.840.113549.1.1.', [rsaEncryption, rsassaPssOid]],
  ['1.2.840.10045.4.', [ecPublicKey]],
  ['1.2.840.10040.4.', [dsaOid]],
  ['1.3.101.', ['1.3.101.112', '1.3.101.113']],
];

/** A signature and a key of different families never match, whatever the parameters. */
function disagree(signatureOid: string, keyOid: string): boolean {
  const signing = families.find(([arc]) => signatureOid.startsWith(arc));
  const knownKey = families.some(([, keys]) => keys.includes(keyOid));
  return signing !== undefined && knownKey && !signing[1].includes(keyOid);
}
