// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { SignatureVerdict } from '../../../shared/schemas/certificates/certificate.ts';
import { bitString, oid, sequence } from '../der/der-writer.ts';
import { readPublicKeyParts, readSignedStructure } from '../signatures/signed-structure.ts';
import { dsaOid } from '../signatures/verify-dsa.ts';
import { verifySigned } from '../signatures/verify-signature.ts';

/** A hostile file could require millions of checks. */
const maxChecks = 400;

export class SignatureCheck {
  readonly #known: Map<string, SignatureVerdict>;
  /** Cached, because CRLs are large and may be checked against many issuers. */
  readonly #digests = new WeakMap<Uint8Array, string>();
  #left = maxChecks;

  exhausted = false;

  /** `known` holds shared verdicts, which cost no budget. */
  constructor(known = new Map<string, SignatureVerdict>()) {
    this.#known = known;
  }

  async verify(der: Uint8Array, spki: Uint8Array): Promise<SignatureVerdict> {
    const key = `${this.#digest(der)}${hash('sha256', spki, 'hex')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#left === 0) {
      this.exhausted = true;
      return 'unknown';
    }
    this.#left -= 1;
    const verdict = isSigned(der) ? await verifySigned(der, spki) : 'invalid';
    this.#known.set(key, verdict);
    return verdict;
  }

  #digest(der: Uint8Array): string {
    const digest = this.#digests.get(der) ?? hash('sha256', der, 'hex');
    this.#digests.set(der, digest);
    return digest;
  }
}

/** No key can have signed a malformed structure, but `verifySigned` would return `unknown`. */
function isSigned(der: Uint8Array): boolean {
  try {
    readSignedStructure(der);
    return true;
  } catch {
    return false;
  }
}

/** True if the key uses its issuer's parameters (RFC 3279 §2.3.2). */
export function inheritsParameters(spki: Uint8Array): boolean {
  try {
    const { algorithmOid, parameters } = readPublicKeyParts(spki);
    return algorithmOid === dsaOid && isNone(parameters);
  } catch {
    return false;
  }
}

export function workingKey(spki: Uint8Array, issuerSpki: Uint8Array): Uint8Array {
  if (!inheritsParameters(spki)) return spki;
  const issuer = readPublicKeyParts(issuerSpki);
  if (issuer.algorithmOid !== dsaOid || isNone(issuer.parameters)) return spki;
  return sequence(sequence(oid(dsaOid), issuer.parameters), bitString(readPublicKeyParts(spki).key));
}

function isNone(parameters: Uint8Array | null): parameters is null {
  return parameters === null || parameters[0] === 0x05;
}
