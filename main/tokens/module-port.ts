// SPDX-License-Identifier: Apache-2.0
import type { TokenAlgorithm } from '../../shared/schemas/token.ts';

/** C_GetInfo (PKCS#11 §5.4). */
export interface LibraryInfo {
  readonly description: string;
  readonly maker: string;
  /** `2.40`. */
  readonly version: string;
}

/** Flags of CK_TOKEN_INFO (PKCS#11 §3.2) under their names, without CKF_. */
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

/** What names a token across slots and restarts: slots are renumbered, labels are not unique. Padding is gone. */
export interface TokenName {
  readonly label: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
}

export interface TokenReport extends TokenName {
  readonly flags: TokenFlags;
  /** Octets. */
  readonly pinLength: { readonly min: number; readonly max: number };
  /** Octets; null: CK_UNAVAILABLE_INFORMATION. Public and private memory added where both are told. */
  readonly freeBytes: number | null;
  readonly totalBytes: number | null;
  /** By the mechanism list and the key sizes of its mechanisms. */
  readonly generates: readonly TokenAlgorithm[];
  /** `so-pin`: C_InitPIN after a login as SO. `puk`: `unblockWithPuk` (PIV cards). */
  readonly unblock: readonly ('so-pin' | 'puk')[];
  /**
   * Who must be logged in to make, import and delete. `so`: PIV through libykcs11, whose SO PIN is the management key in
   * hexadecimal; as SO nothing can be signed, so an imported key is compared by its public key only, and its test
   * signature is due after a login as user.
   */
  readonly writesAs: 'user' | 'so';
}

export interface SlotReport {
  /** CK_SLOT_ID in decimal: valid until the next report only. */
  readonly slot: string;
  readonly description: string;
  /** CKF_HW_SLOT: a reader; slots of software have none. */
  readonly hardware: boolean;
  readonly token: TokenReport | null;
  /** A login that was kept open (`TokenSession.keepOpen`) still holds. */
  readonly keptOpen: boolean;
}

/** An object of a token as the child read it; attributes that the token refuses to tell are null. */
export interface ObjectReport {
  readonly class: 'certificate' | 'private-key' | 'public-key' | 'data' | 'other';
  readonly label: string;
  /** CKA_ID, lower-case hex. */
  readonly keyId: string;
  /** CKA_PRIVATE. */
  readonly private: boolean;
  /** DER of a certificate (CKA_VALUE), not looked into by the child. */
  readonly certificate: Uint8Array | null;
  /** SubjectPublicKeyInfo of a public or private key, DER, built from its public attributes; null where they are not told. */
  readonly publicKey: Uint8Array | null;
  /** `rsa-2048`, `ec-p256`, …; null: unknown kind. */
  readonly algorithm: string | null;
  readonly madeHere: boolean | null;
  readonly exportable: boolean | null;
  readonly pinEachTime: boolean;
  readonly canSign: boolean;
  readonly canDecrypt: boolean;
  readonly sizeBytes: number | null;
  /** SHA-256 over class, CKA_ID, label and content, lower-case hex, with `#N` from the second equal object on. */
  readonly id: string;
}

export type SignatureScheme = 'rsa-pkcs1-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ed25519';

/**
 * Work on one token with nobody else in between: at most one such session per token and process. Errors of each call:
 * `token-removed`, `token-busy`, `token-refused` (`details.rv`: the name of the CKR), `token-damaged`, `token-full`,
 * `token-write-protected`, `pin-needed`, `module-stopped`, `cancelled`.
 *
 * After a login that succeeded, a call that fails because the login or the session was lost (CKR 5, 6, 7, 48, 50, 179,
 * 257) is repeated once, with the same token found again by its name and the same PIN, which was right a moment ago. A
 * PIN that was refused is never sent again, and a login during which the module died is never repeated.
 */
export interface TokenSession {
  /**
   * `begin` is called when a PIN that was right is about to be sent once more, as said above or for a key that wants it
   * each time. What it returns is called with null when the token took it, with the error of the call when that is not known.
   */
  countRepeats(begin: (who: 'user' | 'so') => (error: unknown) => void): void;
  /**
   * C_Login, sent once. `pin` null: typed at the reader. The child holds the PIN until the session ends, no longer.
   * Errors: `wrong-pin`, `pin-locked`, `pin-unset`, `pin-length`; `module-stopped` and `token-removed` leave open whether it counted.
   */
  login(who: 'user' | 'so', pin: string | null): Promise<void>;
  /** The token stays logged in after this session, until `logout`, removal, or the end of the child. Its PIN is forgotten. */
  keepOpen(): Promise<void>;
  /** Ends a login that was kept open. */
  logout(): Promise<void>;
  /** Everything that shows, certificates first, in batches as they are read. */
  objects(onBatch: (objects: readonly ObjectReport[]) => void): Promise<void>;
  /**
   * Over the message itself, hashed here where the token cannot. ECDSA comes as r||s (IEEE P1363). Asks the token for the
   * PIN again where the key wants it each time. Errors: `not-found`, `unsupported-algorithm`.
   */
  sign(objectId: string, scheme: SignatureScheme, message: Uint8Array): Promise<Uint8Array>;
  /**
   * RSAES-OAEP (RFC 8017 §7.1) with SHA-256 for hash and mask; the padding is taken off here where the token cannot. Asks as
   * `sign` does. Errors: `not-found`, `unsupported-algorithm`, `verification-failed` (not encrypted to this key).
   */
  decrypt(objectId: string, label: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array>;
  /**
   * A key pair under a fresh CKA_ID (SHA-1 of the public key, as certificate tools do), sensitive, not extractable. Read
   * back before it is announced. Errors: `unsupported-algorithm`, `verification-failed`.
   */
  generate(algorithm: TokenAlgorithm, label: string): Promise<ObjectReport>;
  /** Writes a certificate (DER) under the CKA_ID given, and reads it back. Errors: `verification-failed`. */
  createCertificate(item: CertificateToWrite): Promise<ObjectReport>;
  /**
   * PKCS#8 as a sensitive private key that cannot leave the token again: C_CreateObject, else unwrapped under an
   * ephemeral key; then a test signature. What was written is taken away when that fails. Errors: `unsupported-algorithm`,
   * `key-unsupported`, `verification-failed`.
   */
  importKey(item: KeyToImport): Promise<ObjectReport>;
  /** Exactly one object. Errors: `not-found`. */
  destroy(objectId: string): Promise<void>;
  /** Data objects of ours (CKA_APPLICATION `CertSteward`), private to the user: nothing shows before a login. */
  readonly data: TokenDataObjects;
  /** C_SetPIN of whoever is named; the old PIN is sent once. Errors: as `login`. */
  setPin(who: 'user' | 'so', oldPin: string | null, newPin: string | null): Promise<void>;
  /** C_InitPIN after a login as SO. */
  initPin(newPin: string | null): Promise<void>;
  /** A new PIN by the PUK, where the module has a way for it. Errors: as `login`, `not-available`. */
  unblockWithPuk(puk: string, newPin: string): Promise<void>;
}

/** None of these is repeated after a lost session: what a call that failed has left is the caller's to look at. */
export interface TokenDataObjects {
  /** Names; one that two objects have comes twice. */
  list(): Promise<readonly string[]>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** Through a session opened for it. Errors: `not-found`, `verification-failed` (its content is not told). */
  read(name: string): Promise<Uint8Array>;
  /** False where the module does not let a name be changed; then nothing has changed. Errors: `not-found`. */
  rename(from: string, to: string): Promise<boolean>;
  /** Exactly one. Errors: `not-found`, `verification-failed` (it is still there). */
  destroy(name: string): Promise<void>;
}

export interface CertificateToWrite {
  readonly der: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  /** DER of issuer, subject and serial (CKA_ISSUER, CKA_SUBJECT, CKA_SERIAL_NUMBER). */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export interface KeyToImport {
  /** Unencrypted PrivateKeyInfo, DER; the caller zeroes it. */
  readonly pkcs8: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  /** DER of the subject of its certificate. */
  readonly subject: Uint8Array;
  /** A PIV token stores keys under slots of its own (CKA_ID 1..4): null takes `keyId` as it is. */
  readonly pivSlot: number | null;
}

/** What a module did wrong: told to whoever watches it. */
export interface ModuleFault {
  /** `crashed`: its process died. `silent`: it did not answer in time and was ended. */
  readonly kind: 'crashed' | 'silent';
  /** Operation under way. */
  readonly during: string;
}

/**
 * One PKCS#11 module in a process of its own, started at the first call and again after a fault. Errors of each call:
 * `module-broken` (not loadable, no PKCS#11 module, C_Initialize failed), `module-stopped` (it died or was ended for
 * not answering: the next call starts it anew), `module-paused` (it died three times within a minute: only `retry` starts it again).
 */
export interface ModuleClient {
  info(): Promise<LibraryInfo>;
  slots(): Promise<readonly SlotReport[]>;
  /**
   * Reports the slots at once and then at each change, whoever found it, until the function returned is called. Survives
   * faults: a module that was started anew reports anew.
   */
  watch(listener: (slots: readonly SlotReport[]) => void): () => void;
  /** Looks at the slots now, for whoever watches. Settles when they have been told, also when the module fails. */
  lookNow(): Promise<void>;
  /** Queued behind whatever goes on with this token. Errors: `token-not-found`. */
  withToken<T>(token: TokenName, work: (session: TokenSession) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * C_InitToken of the token, or of an empty slot, and the first PIN where one is given (`undefined`: none); everything on it is lost. The
   * report is what the token says of itself afterwards.
   */
  initialise(
    where: { readonly token: TokenName } | { readonly slot: string },
    as: { readonly label: string; readonly soPin: string | null; readonly pin: string | null | undefined },
  ): Promise<TokenReport>;
  onFault(listener: (fault: ModuleFault) => void): void;
  /** Faults so far. */
  readonly faults: number;
  /** Lets a paused module start again. */
  retry(): void;
  /** C_Finalize with a deadline, then the process is ended. */
  close(): Promise<void>;
}

/** What a module is started with; the path is absolute and without links. */
export interface ModuleSource {
  readonly path: string;
  /** `x-init-reserved` of p11-kit's configuration: CK_C_INITIALIZE_ARGS.pReserved / LibraryParameters of NSS. */
  readonly parameters: string | null;
  /** Called before each start of the process: a file that was exchanged since the person allowed it is not loaded. Errors: `module-not-allowed`, `module-not-found`. */
  readonly check: () => Promise<void>;
}

export type StartModule = (source: ModuleSource) => ModuleClient;
