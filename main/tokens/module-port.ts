// SPDX-License-Identifier: Apache-2.0
import type { WrappedPair } from '../formats/cfca/wrapped-key.ts';
import type { TokenAlgorithm, TokenStandard } from '../../shared/schemas/token.ts';

/** C_GetInfo (PKCS#11 §5.4); empty for SKF. */
export interface LibraryInfo {
  readonly description: string;
  readonly maker: string;
  /** `2.40`. */
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

/** Stable across slots and restarts. Padding trimmed. */
export interface TokenName {
  readonly label: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
}

export interface TokenReport extends TokenName {
  readonly standard: TokenStandard;
  /** Left; null: not reported. */
  readonly tries: { readonly user: number | null; readonly so: number | null };
  readonly flags: TokenFlags;
  /** Octets. */
  readonly pinLength: { readonly min: number; readonly max: number };
  /** Octets, public plus private memory; null: CK_UNAVAILABLE_INFORMATION. */
  readonly freeBytes: number | null;
  readonly totalBytes: number | null;
  /** From the mechanism list and key sizes. */
  readonly generates: readonly TokenAlgorithm[];
  /** `so-pin`: C_InitPIN, or `unblock` (SKF). `puk`: `unblock` (PIV). */
  readonly unblock: readonly ('so-pin' | 'puk')[];
  /**
   * Login for create, import and delete. `so`: libykcs11 (SO PIN: PIV management key in hexadecimal); test signatures
   * need a user login.
   */
  readonly writesAs: 'user' | 'so';
}

export interface SlotReport {
  /** CK_SLOT_ID in decimal, valid until the next report. */
  readonly slot: string;
  readonly description: string;
  readonly hardware: boolean;
  readonly token: TokenReport | null;
  /** After `TokenSession.keepOpen`. */
  readonly keptOpen: boolean;
}

export interface ObjectReport {
  readonly class: 'certificate' | 'private-key' | 'public-key' | 'data' | 'other';
  readonly label: string;
  /** CKA_ID, lower-case hex. */
  readonly keyId: string;
  /** CKA_PRIVATE. */
  readonly private: boolean;
  /** CKA_VALUE, DER, not parsed by the child. */
  readonly certificate: Uint8Array | null;
  /** SubjectPublicKeyInfo, DER, from public attributes; null: not readable. */
  readonly publicKey: Uint8Array | null;
  /** `rsa-2048`, `ec-p256`, …; null: unknown. */
  readonly algorithm: string | null;
  readonly madeHere: boolean | null;
  readonly exportable: boolean | null;
  readonly pinEachTime: boolean;
  readonly canSign: boolean;
  readonly canDecrypt: boolean;
  /** CKA_DERIVE. */
  readonly canAgree: boolean;
  readonly sizeBytes: number | null;
  /** SHA-256 over class, CKA_ID, label and content, lower-case hex; `#N`: N-th equal object. */
  readonly id: string;
}

export type SignatureScheme = 'rsa-pkcs1-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ed25519' | 'sm2-sm3';

/**
 * Exclusive per token in this process. Errors: `token-removed`, `token-busy`, `token-refused` (`details.rv`: CKR name),
 * `token-damaged`, `token-full`, `token-write-protected`, `pin-needed`, `module-stopped`, `cancelled`.
 *
 * A call that loses the login or session (CKR 5, 6, 7, 48, 50, 179, 257) is retried once, with the accepted PIN, on the
 * same token. A refused PIN is never resent; a login during which the module died is never retried.
 */
export interface TokenSession {
  /** `begin` runs before an accepted PIN is resent; its result gets null once accepted, else the error. */
  countRepeats(begin: (who: 'user' | 'so') => (error: unknown) => void): void;
  /**
   * Sent once; null: typed at the reader. Errors: `wrong-pin`, `pin-locked`, `pin-not-set`, `pin-length`;
   * `module-stopped` and `token-removed` may have cost a try.
   */
  login(who: 'user' | 'so', pin: string | null): Promise<void>;
  /** Until `logout`, removal, or the end of the child. Forgets the PIN. */
  keepOpen(): Promise<void>;
  logout(): Promise<void>;
  /** In batches, certificates first. */
  objects(onBatch: (objects: readonly ObjectReport[]) => void): Promise<void>;
  /**
   * `message`: unhashed. ECDSA and SM2 (GM/T 0009's user ID): r||s (IEEE P1363). Resends the PIN where the key needs it. Errors: `not-found`,
   * `unsupported-algorithm`.
   */
  sign(objectId: string, scheme: SignatureScheme, message: Uint8Array): Promise<Uint8Array>;
  /**
   * RSAES-OAEP (RFC 8017 §7.1), SHA-256 for hash and mask. Resends the PIN like `sign`. Errors: `not-found`,
   * `unsupported-algorithm`, `verification-failed` (not encrypted to this key).
   */
  decrypt(objectId: string, label: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array>;
  /**
   * ECDH (SP 800-56A §5.7.1.2) with an uncompressed point: the x coordinate of the shared one. Errors: `not-found`,
   * `unsupported-algorithm`.
   */
  agree(objectId: string, point: Uint8Array): Promise<Uint8Array>;
  /**
   * Sensitive, not extractable; CKA_ID: SHA-1 of the public key. Read back. SKF: in a container called `label`. Errors:
   * `unsupported-algorithm`, `verification-failed`, `invalid-input` and `token-place-taken` (SKF).
   */
  generate(algorithm: TokenAlgorithm, label: string): Promise<ObjectReport>;
  /** DER, read back. Errors: `verification-failed`, `token-key-missing` and `token-place-taken` (SKF). */
  createCertificate(item: CertificateToWrite): Promise<ObjectReport>;
  /**
   * Sensitive, not extractable. Test signature; rolled back on failure. SKF: an encryption pair, for the signing key of
   * the container called `label`, untested. Errors: `unsupported-algorithm`, `key-unsupported`, `verification-failed`.
   */
  importKey(item: KeyToImport): Promise<ObjectReport>;
  /**
   * SKF: as the CA wrapped it for the signing key of the container called `label`. Errors: `token-key-missing`,
   * `token-place-taken`, `verification-failed`, `not-available` (PKCS#11).
   */
  importWrapped(label: string, pair: WrappedPair): Promise<ObjectReport>;
  /** Errors: `not-found`; `not-available` (SKF: not alone in its container). */
  destroy(objectId: string): Promise<void>;
  /** CKA_APPLICATION `CertSteward`, private: invisible before a login. */
  readonly data: TokenDataObjects;
  /** The old PIN is sent once. Errors: as `login`. */
  setPin(who: 'user' | 'so', oldPin: string | null, newPin: string | null): Promise<void>;
  initPin(newPin: string | null): Promise<void>;
  /** PIV: `secret` is the PUK; SKF: the administrator's PIN. Sent once. Errors: as `login`, `not-available`. */
  unblock(secret: string, newPin: string): Promise<void>;
}

/** Never retried after a lost session. */
export interface TokenDataObjects {
  list(): Promise<readonly string[]>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** In a new session. Errors: `not-found`, `verification-failed`. */
  read(name: string): Promise<Uint8Array>;
  /** False: names are immutable, nothing changed. Errors: `not-found`. */
  rename(from: string, to: string): Promise<boolean>;
  /** Exactly one. Errors: `not-found`, `verification-failed` (still there). */
  destroy(name: string): Promise<void>;
}

export interface CertificateToWrite {
  readonly der: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  /** DER of CKA_ISSUER, CKA_SUBJECT, CKA_SERIAL_NUMBER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export interface KeyToImport {
  /** Unencrypted PrivateKeyInfo, DER; the caller zeroes it. */
  readonly pkcs8: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  /** DER. */
  readonly subject: Uint8Array;
  /** CKA_ID of a PIV slot; null: use `keyId`. */
  readonly pivSlot: number | null;
}

export interface ModuleFault {
  /** `silent`: ended after a missed deadline. */
  readonly kind: 'crashed' | 'silent';
  readonly during: string;
}

/**
 * A separate process, started on demand. Errors: `module-broken` (not loadable, no such module, C_Initialize
 * failed), `module-stopped` (the next call restarts it), `module-paused` (died three times within a minute).
 */
export interface ModuleClient {
  info(): Promise<LibraryInfo>;
  slots(): Promise<readonly SlotReport[]>;
  /** At once and at each change, also after a restart. Returns unsubscribe. */
  watch(listener: (slots: readonly SlotReport[]) => void): () => void;
  /** Settles after the listeners ran, also on failure. */
  lookNow(): Promise<void>;
  /** Queued per token. Errors: `token-not-found`. */
  withToken<T>(token: TokenName, work: (session: TokenSession) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** C_InitToken; then the first PIN (`undefined`: none). */
  initialise(
    where: { readonly token: TokenName } | { readonly slot: string },
    as: { readonly label: string; readonly soPin: string | null; readonly pin: string | null | undefined },
  ): Promise<TokenReport>;
  onFault(listener: (fault: ModuleFault) => void): void;
  readonly faults: number;
  retry(): void;
  /** C_Finalize with a deadline, then ends the process. */
  close(): Promise<void>;
}

export interface ModuleSource {
  /** Absolute, free of links. */
  readonly path: string;
  readonly standard: TokenStandard;
  /** p11-kit's `x-init-reserved`: CK_C_INITIALIZE_ARGS.pReserved / LibraryParameters of NSS. */
  readonly parameters: string | null;
  /** A file replaced since consent is not loaded. Errors: `module-not-allowed`, `module-not-found`. */
  readonly check: () => Promise<void>;
}

export type StartModule = (source: ModuleSource) => ModuleClient;
