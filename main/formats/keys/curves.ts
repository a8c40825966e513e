// SPDX-License-Identifier: Apache-2.0
import { createECDH } from 'node:crypto';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sm2 } from 'sm-crypto-v2';
import { sm2CurveOid } from '../../x509/certificate/public-key-algorithm.ts';

type PublicPoint = (scalar: Uint8Array) => Uint8Array;

interface Curve {
  readonly scalarLength: number;
  readonly publicPoint: PublicPoint;
}

function noble(
  scalarLength: number,
  curve: { getPublicKey(scalar: Uint8Array, compressed: boolean): Uint8Array },
): Curve {
  return { scalarLength, publicPoint: (scalar) => curve.getPublicKey(scalar, false) };
}

/** Native code is 40 times faster for P-256. Larger curves gain nothing. */
const nativeP256: Curve = {
  scalarLength: 32,
  publicPoint(scalar) {
    try {
      const pair = createECDH('prime256v1');
      pair.setPrivateKey(scalar);
      return new Uint8Array(pair.getPublicKey());
    } catch {
      // The scalar is out of range, or the runtime has no ECDH.
      return p256.getPublicKey(scalar, false);
    }
  },
};

/** Mostly JavaScript, because BoringSSL lacks brainpool, secp256k1 and SM2. */
const curves: ReadonlyMap<string, Curve> = new Map([
  ['1.2.840.10045.3.1.7', nativeP256],
  ['1.3.132.0.34', noble(48, p384)],
  ['1.3.132.0.35', noble(66, p521)],
  ['1.3.132.0.10', noble(32, secp256k1)],
  ['1.3.36.3.3.2.8.1.1.7', noble(32, brainpoolP256r1)],
  ['1.3.36.3.3.2.8.1.1.11', noble(48, brainpoolP384r1)],
  ['1.3.36.3.3.2.8.1.1.13', noble(64, brainpoolP512r1)],
  [
    sm2CurveOid,
    {
      scalarLength: 32,
      publicPoint: (scalar) => Buffer.from(sm2.getPublicKeyFromPrivateKey(Buffer.from(scalar).toString('hex')), 'hex'),
    },
  ],
]);

/**
 * Returns null for unknown curves.
 * @throws the library's Error if the scalar is out of range
 */
export function publicPointOf(curveOid: string, scalar: Uint8Array): Uint8Array | null {
  const curve = curves.get(curveOid);
  if (!curve) return null;
  // Not all files use the full width that RFC 5915 §3 requires.
  const exact = new Uint8Array(curve.scalarLength);
  const significant = scalar.subarray(Math.max(0, scalar.length - curve.scalarLength));
  exact.set(significant, curve.scalarLength - significant.length);
  const point = curve.publicPoint(exact);
  exact.fill(0);
  return point;
}
