// SPDX-License-Identifier: Apache-2.0
import type { Store, StoreKind } from '../../shared/schemas/store.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';

export interface StoredCertificate {
  readonly fields: CertificateFields;
  /** Not unique: NSS gives all certificates of a subject the same nickname. */
  readonly nickname: string | null;
  readonly hasKey: boolean | null;
  /** Provider of a hardware key. Such keys are never used or changed. */
  readonly hardware: string | null;
}

export interface StoreItem {
  readonly certificate: Uint8Array;
  readonly sha256: string;
  /** DER, nearest first, without the root. Stored untrusted. */
  readonly issuers: readonly Uint8Array[];
  /** Unencrypted PrivateKeyInfo, DER. */
  readonly pkcs8: Uint8Array;
  readonly nickname: string;
}

export interface StoreSignature {
  /** PKCS#1 v1.5 with SHA-256, or ECDSA with SHA-256 as r||s (IEEE P1363). */
  readonly signature: Uint8Array;
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-sha256';
}

export type StorePassword = string | null;

/**
 * Failed changes may be partial (see `reconcileStep`). Errors: `store-locked`, `store-read-only`, `store-damaged`,
 * `store-tools-missing`, `store-refused`, `cancelled`. Methods that take a password also throw
 * `store-needs-password`, `store-wrong-password`.
 */
export interface CertificateStore {
  readonly id: string;
  readonly kind: StoreKind;
  /** Never fails (see `state`). */
  describe(): Promise<Store>;
  /** Needs no password. Returns an empty list if the store doesn't exist. */
  list(signal?: AbortSignal): Promise<readonly StoredCertificate[]>;
  read(sha256: string): Promise<Uint8Array | null>;
  /**
   * Creates the store if missing. Errors: `already-installed` (with its key), `invalid-input` (key doesn't match),
   * `unsupported-algorithm`, `key-elsewhere`, `disk-full`.
   */
  install(item: StoreItem, password: StorePassword, signal?: AbortSignal): Promise<void>;
  /** Keeps a key that another certificate uses. Errors: `not-installed`, `key-elsewhere`. */
  remove(sha256: string, password: StorePassword, signal?: AbortSignal): Promise<{ readonly keyRemoved: boolean }>;
  /** Does nothing if a certificate uses the key. */
  removeOrphanKey(spkiSha256: string, password: StorePassword): Promise<{ readonly removed: boolean }>;
  /** Errors: `not-installed`, `key-missing`, `key-elsewhere`, `unsupported-algorithm`. */
  sign(sha256: string, challenge: Uint8Array, password: StorePassword): Promise<StoreSignature>;
  /**
   * Returns unencrypted PKCS#8. The caller zeroes it. Errors: `not-installed`, `key-missing`, `key-elsewhere`,
   * `not-exportable`.
   */
  exportKey(sha256: string, password: StorePassword): Promise<Uint8Array>;
  readonly watchedFiles: readonly string[];
}

export interface BrowserProgram {
  readonly name: string;
  readonly program: string;
  readonly before: readonly string[];
}

export interface StoreFinder {
  find(): Promise<readonly CertificateStore[]>;
  /** Accepts an id, profile name or folder. Without this method, only ids are accepted. */
  resolve?(id: string): Promise<CertificateStore | null>;
  browserOf?(id: string): Promise<BrowserProgram | null>;
}
