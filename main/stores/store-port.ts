// SPDX-License-Identifier: Apache-2.0
import type { Store, StoreKind } from '../../shared/schemas/store.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';

export interface StoredCertificate {
  readonly fields: CertificateFields;
  /** Never an identity: NSS gives namesakes one nickname. */
  readonly nickname: string | null;
  /** Null: unknown. */
  readonly hasKey: boolean | null;
  /** Hardware key's provider (U盾); read-only. */
  readonly hardware: string | null;
}

/** The caller zeroes `pkcs8`. */
export interface StoreItem {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly sha256: string;
  /** DER, next one first, without the root; stored untrusted. */
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
 * Failed calls leave the store byte-identical. Errors: `store-locked`, `store-read-only`, `store-damaged`,
 * `store-tools-missing`, `store-refused`, `cancelled`; with a password also `store-needs-password`,
 * `store-wrong-password`.
 */
export interface CertificateStore {
  /** `chromium:PATH`, `firefox:PROFILE`, `windows:MY`, `macos:login`. */
  readonly id: string;
  readonly kind: StoreKind;
  /** Never fails; see `state`. */
  describe(): Promise<Store>;
  /** No secret. Absent: empty. */
  list(signal?: AbortSignal): Promise<readonly StoredCertificate[]>;
  /** DER. */
  read(sha256: string): Promise<Uint8Array | null>;
  /** Throws `already-installed` (with its key), `unsupported-algorithm`. Creates an absent store. */
  install(item: StoreItem, password: StorePassword, signal?: AbortSignal): Promise<void>;
  /** Keeps a key used by another certificate. Throws `not-installed`, `key-elsewhere`. */
  remove(sha256: string, password: StorePassword, signal?: AbortSignal): Promise<{ readonly keyRemoved: boolean }>;
  /** Only if no certificate uses it. */
  removeOrphanKey(spkiSha256: string, password: StorePassword): Promise<{ readonly removed: boolean }>;
  /** Throws `not-installed`, `key-missing`, `key-elsewhere`. */
  sign(sha256: string, challenge: Uint8Array, password: StorePassword): Promise<StoreSignature>;
  /**
   * Unencrypted PKCS#8, zeroed by the caller. Throws `not-installed`, `key-missing`, `key-elsewhere`, `not-exportable`.
   */
  exportKey(sha256: string, password: StorePassword): Promise<Uint8Array>;
  readonly watchedFiles: readonly string[];
}

/** Started with the address as its last argument. */
export interface BrowserProgram {
  readonly name: string;
  /** Absolute. */
  readonly program: string;
  readonly before: readonly string[];
}

/** Rescans at each call. */
export interface StoreFinder {
  find(): Promise<readonly CertificateStore[]>;
  /** By id, profile name or folder. Absent: ids only. */
  resolve?(id: string): Promise<CertificateStore | null>;
  /** Null: unknown. Absent: none are known. */
  browserOf?(id: string): Promise<BrowserProgram | null>;
}
