// SPDX-License-Identifier: Apache-2.0
import type { WrappedPair } from '../formats/cfca/wrapped-key.ts';
import type { TokenAlgorithm, TokenStandard } from '../../shared/schemas/token.ts';

/** C_GetInfo (PKCS#11 §5.4). Empty for SKF. */
export interface LibraryInfo {
  readonly description: string;
  readonly maker: string;
  /** CK_INFO.libraryVersion, for example `2.6`. */
  readonly version: string;
}

/** CK_TOKEN_INFO flags (PKCS#11 §3.2) without CKF_. */
export interface TokenFlags {
  readonly writeProtected: boolean;
  readonly loginRequired: boolean;
  readonly userPinInitialized: boolean;
  readonly protectedAuthenticationPath: boolean;
  readonly tokenInitialized: boolean;
  readonly userPinCountLow: boolean;
  readonly userPinFinalTry: boolean;
  readonly userPinLocked: boolean;
  readonly userPinToBeChanged: boolean;
  readonly soPinCountLow: boolean;
  readonly soPinFinalTry: boolean;
  readonly soPinLocked: boolean;
  readonly soPinToBeChanged: boolean;
}

/** Stable across slots and restarts. Padding is trimmed. */
export interface TokenName {
  readonly label: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
}

export interface TokenReport extends TokenName {
  readonly standard: TokenStandard;
  /** Remaining tries, or null if not reported. */
  readonly tries: { readonly user: number | null; readonly so: number | null };
  readonly flags: TokenFlags;
  /** In octets. */
  readonly pinLength: { readonly min: number; readonly max: number };
  /** Octets of public plus private memory, or null if unknown. */
  readonly freeBytes: number | null;
  readonly totalBytes: number | null;
  readonly generates: readonly TokenAlgorithm[];
  /** `so-pin` uses C_InitPIN or SKF_UnblockPIN. `puk` is for PIV. */
  readonly unblock: readonly ('so-pin' | 'puk')[];
  /**
   * The login needed to create, import and delete objects. libykcs11 needs `so`, where the SO PIN is the PIV management
   * key in hexadecimal.
   */
  readonly writesAs: 'user' | 'so';
}

export interface SlotReport {
  /** PKCS#11: CK_SLOT_ID in decimal. SKF: device and application names in hex. Valid until the next report. */
  readonly slot: string;
  readonly description: string;
  readonly hardware: boolean;
  readonly token: TokenReport | null;
  readonly keptOpen: boolean;
}

export interface ObjectReport {
  readonly class: 'certificate' | 'private-key' | 'public-key' | 'data' | 'other';
  readonly label: string;
  /** CKA_ID, or a hash of an SKF container and key use, in lower-case hex. */
  readonly keyId: string;
  readonly private: boolean;
  /** CKA_VALUE in DER. */
  readonly certificate: Uint8Array | null;
  /** SubjectPublicKeyInfo in DER, from public attributes, or null if not readable. */
  readonly publicKey: Uint8Array | null;
  /** `rsa-2048`, `ec-p256`, …, an OID, or null if not readable. */
  readonly algorithm: string | null;
  readonly madeHere: boolean | null;
  readonly exportable: boolean | null;
  readonly pinEachTime: boolean;
  readonly canSign: boolean;
  readonly canDecrypt: boolean;
  /** CKA_DERIVE. */
  readonly canAgree: boolean;
  readonly sizeBytes: number | null;
  /** Lower-case hex SHA-256 over class, CKA_ID, label and content. `#N` marks the N-th equal object. */
  readonly id: string;
}

export type SignatureScheme = 'rsa-pkcs1-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ed25519' | 'sm2-sm3';

/**
 * One session per token at a time. Throws `token-removed`, `token-busy`, `token-refused` (`details.rv`: CKR name),
 * `token-damaged`, `token-full`, `token-write-protected`, `pin-needed`, `module-stopped`, `cancelled`, `not-available`
 * (not in this standard).
 *
 * A call that loses the login or session (see `isLost`) is retried up to six times with the accepted PIN, on the same
 * token. Never retried: `data` calls, calls with a new PIN, refused PINs, logins after a crash.
 */
export interface TokenSession {
  /** Calls `begin` before resending an accepted PIN. Afterwards, calls the returned function with null or the error. */
  countRepeats(begin: (who: 'user' | 'so') => (error: unknown) => void): void;
  /**
   * Uses at most one try. A null `pin` means typed at the reader. Throws `wrong-pin`, `pin-locked`, `pin-not-set`,
   * `pin-length`. `module-stopped` and `token-removed` may have cost a try.
   */
  login(who: 'user' | 'so', pin: string | null): Promise<void>;
  /** Keeps the login until `logout`, removal or child exit. Forgets the PIN on release. */
  keepOpen(): Promise<void>;
  logout(): Promise<void>;
  objects(onBatch: (objects: readonly ObjectReport[]) => void): Promise<void>;
  /**
   * `message` is unhashed. ECDSA and SM2 (with GM/T 0009's user ID) return r||s (IEEE P1363). Resends the PIN if the
   * key needs it. Throws `not-found`, `unsupported-algorithm`.
   */
  sign(objectId: string, scheme: SignatureScheme, message: Uint8Array): Promise<Uint8Array>;
  /**
   * RSAES-OAEP (RFC 8017 §7.1) with SHA-256 for hash and mask. Resends the PIN like `sign`. Throws `not-found`,
   * `unsupported-algorithm`, `verification-failed` (not encrypted to this key).
   */
  decrypt(objectId: string, label: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array>;
  /**
   * P-256 ECDH (SP 800-56A §5.7.1.2). Takes an uncompressed point and returns the x coordinate of the shared point.
   * Throws `not-found`, `unsupported-algorithm`.
   */
  agree(objectId: string, point: Uint8Array): Promise<Uint8Array>;
  /**
   * Generates a sensitive, non-extractable key and reads it back. CKA_ID is as in NSS, if the token allows. For SKF,
   * `label` names the container. Throws `unsupported-algorithm`, `verification-failed`, and for SKF `invalid-input`,
   * `token-place-taken`.
   */
  generate(algorithm: TokenAlgorithm, label: string): Promise<ObjectReport>;
  /**
   * Reads the certificate back. Errors: `verification-failed`, `already-installed` (PIV), `token-key-missing`,
   * `token-place-taken` (SKF).
   */
  createCertificate(item: CertificateToWrite): Promise<ObjectReport>;
  /**
   * The key becomes sensitive and non-extractable. Tests a signature (as user) and rolls back on failure. For SKF,
   * imports an untested encryption pair into container `label`. Errors: `damaged`, `unsupported-algorithm`,
   * `key-unsupported`, `already-installed`, `verification-failed`, `token-key-missing`, `token-place-taken` (SKF).
   */
  importKey(item: KeyToImport): Promise<ObjectReport>;
  /**
   * For SKF: imports a pair that the CA wrapped for the signing key in the container named `label`. Throws
   * `token-key-missing`, `token-place-taken`, `verification-failed`.
   */
  importWrapped(label: string, pair: WrappedPair): Promise<ObjectReport>;
  /** Errors: `not-found`, `not-available` (SKF: the container holds other objects too), `verification-failed` (SKF). */
  destroy(objectId: string): Promise<void>;
  /** Private objects with CKA_APPLICATION `CertSteward`, invisible before a login. */
  readonly data: TokenDataObjects;
  /** Errors: see `login`. */
  setPin(who: 'user' | 'so', oldPin: string | null, newPin: string | null): Promise<void>;
  initPin(newPin: string | null): Promise<void>;
  /** `secret` is the PUK (PIV) or the administrator's PIN (SKF), sent once. Errors: `login`'s, `not-available`. */
  unblock(secret: string, newPin: string): Promise<void>;
}

export interface TokenDataObjects {
  list(): Promise<readonly string[]>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** Reads in a new session. Throws `not-found`, `verification-failed`. */
  read(name: string): Promise<Uint8Array>;
  /** Returns false if the name stays unchanged. Throws `not-found`. */
  rename(from: string, to: string): Promise<boolean>;
  /** Destroys exactly one. Throws `not-found`, `verification-failed` (still there). */
  destroy(name: string): Promise<void>;
}

export interface CertificateToWrite {
  readonly der: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  /** DER of CKA_ISSUER, CKA_SUBJECT and CKA_SERIAL_NUMBER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export interface KeyToImport {
  /** Unencrypted PrivateKeyInfo, DER. The caller zeroes it. */
  readonly pkcs8: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  /** DER. */
  readonly subject: Uint8Array;
  /** CKA_ID of a PIV slot, or null to use `keyId`. */
  readonly pivSlot: number | null;
}

export interface ModuleFault {
  readonly kind: 'crashed' | 'silent';
  readonly during: string;
}

/**
 * Runs in a separate process, started on demand. Errors: those of `ModuleSource.check`, `module-broken`,
 * `tokens-unavailable`, `module-stopped` (the next call restarts it), `module-paused` (three faults within a minute).
 */
export interface ModuleClient {
  info(): Promise<LibraryInfo>;
  slots(): Promise<readonly SlotReport[]>;
  /** Calls the listener initially, on changes and after a restart. */
  watch(listener: (slots: readonly SlotReport[]) => void): () => void;
  /** Resolves after polling and notifying. Never rejects. */
  lookNow(): Promise<void>;
  /** Queued per token. Errors: `token-not-found`, those of `TokenSession`. */
  withToken<T>(token: TokenName, work: (session: TokenSession) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** `pin: undefined` sets no user PIN. */
  initialise(
    where: { readonly token: TokenName } | { readonly slot: string },
    as: { readonly label: string; readonly soPin: string | null; readonly pin: string | null | undefined },
  ): Promise<TokenReport>;
  onFault(listener: (fault: ModuleFault) => void): void;
  readonly faults: number;
  retry(): void;
  close(): Promise<void>;
}

export interface ModuleSource {
  readonly path: string;
  readonly standard: TokenStandard;
  /** p11-kit's `x-init-reserved`: CK_C_INITIALIZE_ARGS.pReserved, or LibraryParameters for NSS. */
  readonly parameters: string | null;
  /** Refuses a file replaced since consent. Throws `module-not-allowed`, `module-not-found`. */
  readonly check: () => Promise<void>;
}

export type StartModule = (source: ModuleSource) => ModuleClient;
