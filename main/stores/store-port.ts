// SPDX-License-Identifier: Apache-2.0
import type { Store, StoreKind } from '../../shared/schemas/store.ts';
import type { CertificateFields } from '../x509/certificate-fields.ts';

/** A certificate as a store holds it. */
export interface StoredCertificate {
  readonly fields: CertificateFields;
  /** The store's own name for it, never an identity: NSS gives namesakes one nickname. */
  readonly nickname: string | null;
  /** Null: the store does not tell. */
  readonly hasKey: boolean | null;
  /** Provider of a key on hardware (U盾), read-only for us; null otherwise. */
  readonly hardware: string | null;
}

/** What goes into a store. The caller zeroes `pkcs8`. */
export interface StoreItem {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly sha256: string;
  /** Issuers' certificates, DER, next one first, without the root; stored without any trust. */
  readonly issuers: readonly Uint8Array[];
  /** Unencrypted PKCS#8 PrivateKeyInfo, DER. */
  readonly pkcs8: Uint8Array;
  readonly nickname: string;
}

export interface StoreSignature {
  /** Over the challenge, by the algorithm named: PKCS#1 v1.5 with SHA-256, or ECDSA with SHA-256 as r||s (IEEE P1363). */
  readonly signature: Uint8Array;
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-sha256';
}

/** Primary password of the store, or null where none was given. Each call zeroes nothing: it is the caller's. */
export type StorePassword = string | null;

/**
 * One store of certificates on this computer. Certificates are told apart by the SHA-256 of their DER alone.
 * Errors of every call: `store-locked`, `store-read-only`, `store-damaged`, `store-tools-missing`, `store-refused`,
 * `cancelled`; of those with a password also `store-needs-password` and `store-wrong-password`. A call that fails
 * leaves the store byte-identical.
 */
export interface CertificateStore {
  /** `chromium:PATH`, `firefox:PROFILE`, `windows:MY`, `macos:login`. */
  readonly id: string;
  readonly kind: StoreKind;
  /** Everything the list of stores shows; never fails, `state` tells. */
  describe(): Promise<Store>;
  /** Without any secret. An absent store is empty. */
  list(signal?: AbortSignal): Promise<readonly StoredCertificate[]>;
  /** DER of one certificate, or null. */
  read(sha256: string): Promise<Uint8Array | null>;
  /** Throws `already-installed` (with its key), `unsupported-algorithm`. Makes an absent store. */
  install(item: StoreItem, password: StorePassword, signal?: AbortSignal): Promise<void>;
  /**
   * Removes the certificate, and its key unless another certificate of the store uses it. Throws `not-installed`,
   * `key-elsewhere`.
   */
  remove(sha256: string, password: StorePassword, signal?: AbortSignal): Promise<{ readonly keyRemoved: boolean }>;
  /** Takes away a key that no certificate of the store uses: what a cut-short change may leave behind. */
  removeOrphanKey(spkiSha256: string, password: StorePassword): Promise<{ readonly removed: boolean }>;
  /** Signs through the store. Throws `not-installed`, `key-missing`, `key-elsewhere`. */
  sign(sha256: string, challenge: Uint8Array, password: StorePassword): Promise<StoreSignature>;
  /** Unencrypted PKCS#8, which the caller zeroes. Throws `not-installed`, `key-missing`, `key-elsewhere`, `not-exportable`. */
  exportKey(sha256: string, password: StorePassword): Promise<Uint8Array>;
  /** Files whose change means that the store changed: watched by the inventory. */
  readonly watchedFiles: readonly string[];
}

/** Finds the stores of this account, anew at each call: browsers come and go. */
export interface StoreFinder {
  find(): Promise<readonly CertificateStore[]>;
  /**
   * A store by its id, or by another name that people have for it (a profile's name, a folder's path); null: none of
   * this finder's. Absent where the ids of `find` are all there is.
   */
  resolve?(id: string): Promise<CertificateStore | null>;
}
