import { AppError } from '../../shared/domain/app-error.ts';
import type { UnopenedKey } from '../../shared/schemas/inspection.ts';
import type { CertificateFields } from '../x509/certificate-fields.ts';
import { readCertificateFields } from '../x509/read-certificate-fields.ts';
import { keyFacts, sha256Hex } from './keys/key-facts.ts';

/** What a container says about an object beside the object itself. */
export interface ObjectLabels {
  readonly friendlyName: string | null;
  /** PKCS#12 localKeyId (RFC 2985 §5.5.2) as hex: ties a key to its certificate when nothing better does. */
  readonly localKeyId: string | null;
}

export interface CertificateFinding extends ObjectLabels {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
}

export interface KeyFinding extends ObjectLabels {
  readonly pkcs8: Uint8Array;
  readonly algorithm: string;
  readonly spki: Uint8Array | null;
}

const unlabelled: ObjectLabels = { friendlyName: null, localKeyId: null };

/** Collects the objects of one file in their order, each once. */
export class Findings {
  readonly #maxObjects: number;
  readonly #certificates = new Map<string, CertificateFinding>();
  readonly #keys = new Map<string, KeyFinding>();
  readonly #unopened: UnopenedKey[] = [];

  constructor(maxObjects: number) {
    this.#maxObjects = maxObjects;
  }

  get certificates(): readonly CertificateFinding[] {
    return [...this.#certificates.values()];
  }

  get keys(): readonly KeyFinding[] {
    return [...this.#keys.values()];
  }

  get unopened(): readonly UnopenedKey[] {
    return this.#unopened;
  }

  /** @throws AppError `limit-exceeded` */
  addUnopened(key: UnopenedKey): void {
    this.#checkRoom();
    this.#unopened.push(key);
  }

  /** @throws AppError `damaged` (offset counted from the certificate's start), `limit-exceeded` */
  addCertificate(der: Uint8Array, labels: ObjectLabels = unlabelled): void {
    const fields = readCertificateFields(der);
    const known = this.#certificates.get(fields.sha256);
    if (known) {
      this.#certificates.set(fields.sha256, { ...known, ...preferred(known, labels) });
      return;
    }
    this.#checkRoom();
    // A copy: the file's bytes are let go (or zeroed) while certificates live on.
    this.#certificates.set(fields.sha256, { der: Uint8Array.from(der), fields, ...labels });
  }

  /** @param pkcs8 unencrypted PrivateKeyInfo, DER @throws AppError `damaged`, `limit-exceeded` */
  addKey(pkcs8: Uint8Array, labels: ObjectLabels = unlabelled): void {
    const { algorithm, spki } = keyFacts(pkcs8);
    const identity = sha256Hex(spki ?? pkcs8);
    const known = this.#keys.get(identity);
    if (known) {
      this.#keys.set(identity, { ...known, ...preferred(known, labels) });
      return;
    }
    this.#checkRoom();
    this.#keys.set(identity, { pkcs8: Uint8Array.from(pkcs8), algorithm, spki, ...labels });
  }

  /** Takes over what another collection found. @throws AppError `limit-exceeded` */
  absorb(other: Findings): void {
    for (const [identity, certificate] of other.#certificates) {
      const known = this.#certificates.get(identity);
      if (!known) this.#checkRoom();
      this.#certificates.set(identity, known ? { ...known, ...preferred(known, certificate) } : certificate);
    }
    for (const [identity, key] of other.#keys) {
      const known = this.#keys.get(identity);
      if (!known) this.#checkRoom();
      this.#keys.set(identity, known ? { ...known, ...preferred(known, key) } : key);
    }
    for (const key of other.#unopened) this.addUnopened(key);
  }

  #checkRoom(): void {
    if (this.#certificates.size + this.#keys.size + this.#unopened.length >= this.#maxObjects) {
      throw new AppError('limit-exceeded', { limit: 'objects' });
    }
  }
}

function preferred(known: ObjectLabels, labels: ObjectLabels): ObjectLabels {
  return {
    friendlyName: known.friendlyName ?? labels.friendlyName,
    localKeyId: known.localKeyId ?? labels.localKeyId,
  };
}
