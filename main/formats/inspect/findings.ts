// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { KeyMaker } from '../../../shared/schemas/certificates/certificate.ts';
import type { UnopenedKey } from '../../../shared/schemas/certificates/inspection.ts';
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import type { ChainCertificate } from '../../x509/certificate/chain.ts';
import { readCertificateLayout } from '../../x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../x509/der/der-reader.ts';
import { type CrlSummary, readCrl } from '../../x509/path/revocation/read-crl.ts';
import { readRequest, type RequestSummary } from '../../x509/requests/read-request.ts';
import { type LastIssuer, readFieldsAt } from '../../x509/certificate/read-certificate-fields.ts';
import type { WrappedPair } from '../cfca/wrapped-key.ts';
import { publicKeyIdentity } from '../keys/public-key-identity.ts';
import type { KeyFacts } from '../keys/key-facts.ts';
import { sha256Hex } from '../sha256-hex.ts';

export interface ObjectLabels {
  readonly friendlyName: string | null;
  /** RFC 2985 §5.5.2, hex. */
  readonly localKeyId: string | null;
}

export interface CertificateFinding extends ObjectLabels {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
  readonly keyIdentity: string;
}

export interface CertificateFacts extends ObjectLabels {
  readonly fields: ChainCertificate;
  /** Equal for different encodings of a key. Empty if the key is unreadable. */
  readonly keyIdentity: string;
}

interface HandedOver extends CertificateFacts {
  readonly index: number;
  readonly nameThen: string | null;
}

export interface KeyFinding extends ObjectLabels {
  readonly pkcs8: Uint8Array;
  readonly algorithm: string;
  readonly spki: Uint8Array | null;
  readonly madeBy: KeyMaker | null;
}

export interface RequestFinding {
  readonly der: Uint8Array;
  readonly summary: RequestSummary;
}

const unlabelled: ObjectLabels = { friendlyName: null, localKeyId: null };

export class Findings {
  readonly #maxObjects: number;
  readonly #certificates = new Map<string, CertificateFinding | HandedOver>();
  readonly #waiting = new Set<string>();
  readonly #shared = new Map<string, string>();
  readonly #lastIssuer: LastIssuer = { known: null };
  #handedOver = 0;
  readonly #keys = new Map<string, KeyFinding>();
  /** Cached, since files repeat keys and deriving an identity takes milliseconds. */
  readonly #identities = new Map<string, string>();
  readonly #refused = new Map<string, unknown>();
  readonly #unopened: UnopenedKey[] = [];
  readonly #crls: CrlSummary[] = [];
  readonly #requests: RequestFinding[] = [];
  readonly #wrapped: WrappedPair[] = [];
  readonly #unwrappedBy = new Set<string>();

  constructor(maxObjects: number) {
    this.#maxObjects = maxObjects;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  handOver(most: number): CertificateFinding[] {
    const found: CertificateFinding[] = [];
    for (const sha256 of this.#waiting) {
      if (found.length === most) break;
      this.#waiting.delete(sha256);
      const each = this.#certificates.get(sha256);
      if (each === undefined || !('der' in each)) continue;
      found.push(each);
      this.#certificates.set(sha256, {
        ...this.#factsOf(each),
        index: this.#handedOver++,
        nameThen: each.friendlyName,
      });
    }
    return found;
  }

  get handedOver(): readonly HandedOver[] {
    return [...this.#certificates.values()].filter((each) => 'index' in each);
  }

  get keys(): readonly KeyFinding[] {
    return [...this.#keys.values()];
  }

  get unopened(): readonly UnopenedKey[] {
    return this.#unopened;
  }

  get wrapped(): readonly WrappedPair[] {
    return this.#wrapped;
  }

  get unwrappedBy(): readonly string[] {
    return [...this.#unwrappedBy];
  }

  get crls(): readonly CrlSummary[] {
    return this.#crls;
  }

  get requests(): readonly RequestFinding[] {
    return this.#requests;
  }

  addCrl(der: Uint8Array): void {
    this.#checkRoom();
    this.#crls.push(readCrl(der));
  }

  addRequest(der: Uint8Array): void {
    this.#checkRoom();
    this.#requests.push({ der, summary: readRequest(der) });
  }

  addWrapped(pair: WrappedPair): void {
    this.#checkRoom();
    this.#wrapped.push(pair);
  }

  addUnwrappedBy(spkiSha256: string): void {
    this.#unwrappedBy.add(spkiSha256);
  }

  addUnopened(key: UnopenedKey): void {
    this.#checkRoom();
    this.#unopened.push(key);
  }

  addCertificate(der: Uint8Array, labels: ObjectLabels = unlabelled): void {
    const layout = readCertificateLayout(der);
    const fields = readFieldsAt(der, layout, this.#lastIssuer);
    const known = this.#certificates.get(fields.sha256);
    if (known) {
      this.#certificates.set(fields.sha256, { ...known, ...preferred(known, labels) });
      return;
    }
    this.#checkRoom();
    this.#certificates.set(fields.sha256, {
      der: new Uint8Array(der),
      fields,
      keyIdentity: keyIdentityOf(encodingOf(der, layout.spki)),
      ...labels,
    });
    this.#waiting.add(fields.sha256);
  }

  /**
   * @param pkcs8 unencrypted, DER
   * @throws `limit-exceeded`, `factsOf`'s errors
   */
  addKey(
    pkcs8: Uint8Array,
    factsOf: (pkcs8: Uint8Array) => KeyFacts,
    labels: ObjectLabels = unlabelled,
    madeBy: KeyMaker | null = null,
  ): void {
    const octetsHash = sha256Hex(pkcs8);
    if (this.#mergeKey(this.#identities.get(octetsHash), labels)) return;
    const { algorithm, spki } = this.#factsOnce(pkcs8, octetsHash, factsOf);
    const identity = spki ? sha256Hex(spki) : octetsHash;
    this.#identities.set(octetsHash, identity);
    if (this.#mergeKey(identity, labels)) return;
    this.#checkRoom();
    this.#keys.set(identity, { pkcs8: Uint8Array.from(pkcs8), algorithm, spki, madeBy, ...labels });
  }

  #factsOnce(pkcs8: Uint8Array, octetsHash: string, factsOf: (pkcs8: Uint8Array) => KeyFacts): KeyFacts {
    if (this.#refused.has(octetsHash)) throw this.#refused.get(octetsHash);
    try {
      return factsOf(pkcs8);
    } catch (error) {
      this.#refused.set(octetsHash, error);
      throw error;
    }
  }

  #mergeKey(identity: string | undefined, labels: ObjectLabels): boolean {
    const known = identity === undefined ? undefined : this.#keys.get(identity);
    if (identity === undefined || !known) return false;
    this.#keys.set(identity, { ...known, ...preferred(known, labels) });
    return true;
  }

  absorb(other: Findings): void {
    for (const [identity, certificate] of other.#certificates) {
      const known = this.#certificates.get(identity);
      if (!known) this.#checkRoom();
      this.#certificates.set(identity, known ? { ...known, ...preferred(known, certificate) } : certificate);
      if (!known) this.#waiting.add(identity);
    }
    for (const [identity, key] of other.#keys) {
      const known = this.#keys.get(identity);
      if (!known) this.#checkRoom();
      this.#keys.set(identity, known ? { ...known, ...preferred(known, key) } : key);
    }
    for (const key of other.#unopened) this.addUnopened(key);
  }

  #factsOf({ fields, keyIdentity, friendlyName, localKeyId }: CertificateFinding): CertificateFacts {
    const { sha256, subject, subjectHash, subjectKeyId, selfIssued, isCa, keyUsage, notBefore, notAfter } = fields;
    const unused = { displayName: '', issuerName: '', maskedSubject: '', serial: '', algorithm: '', spkiSha256: '' };
    const issuer = this.#once(fields.issuer);
    const issuerHash = this.#once(fields.issuerHash);
    const authorityKeyId = fields.authorityKeyId === null ? null : this.#once(fields.authorityKeyId);
    const names = { subject, subjectHash, subjectKeyId, issuer, issuerHash, authorityKeyId };
    return {
      friendlyName,
      localKeyId,
      fields: { ...unused, ...names, sha256, selfIssued, isCa, keyUsage, notBefore, notAfter },
      keyIdentity,
    };
  }

  #once(text: string): string {
    const kept = this.#shared.get(text);
    if (kept === undefined) this.#shared.set(text, text);
    return kept ?? text;
  }

  #checkRoom(): void {
    const named = this.#unopened.length + this.#crls.length + this.#requests.length + this.#wrapped.length;
    if (this.#certificates.size + this.#keys.size + named >= this.#maxObjects) {
      throw new AppError('limit-exceeded', { limit: 'objects' });
    }
  }
}

export function keyIdentityOf(spki: Uint8Array): string {
  try {
    return hash('sha256', publicKeyIdentity(spki), 'base64');
  } catch {
    return '';
  }
}

function preferred(known: ObjectLabels, labels: ObjectLabels): ObjectLabels {
  return {
    friendlyName: known.friendlyName ?? labels.friendlyName,
    localKeyId: known.localKeyId ?? labels.localKeyId,
  };
}
