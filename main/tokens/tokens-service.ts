// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { ModuleFacts } from '../../shared/schemas/token.ts';
import type { PlaceReading } from '../stores/inventory/placements.ts';
import type { CertificateHolder } from '../x509/read-holder.ts';

/** Lets a call report where it is and be cancelled. */
export interface TokenRun {
  readonly signal: AbortSignal;
  progress(fraction: number | null, step: string): void;
}

type Call<N extends TokenCallName> = (
  input: CallInput<`tokens.${N}`>,
  run: TokenRun,
) => Promise<CallOutput<`tokens.${N}`>>;

export type TokenCallName =
  | 'modules'
  | 'allowModule'
  | 'forgetModule'
  | 'retryModule'
  | 'list'
  | 'follow'
  | 'useModule'
  | 'objects'
  | 'unlock'
  | 'lock'
  | 'manage'
  | 'changePin'
  | 'unblockPin'
  | 'initialise'
  | 'generate'
  | 'csr'
  | 'selfSign'
  | 'writeCertificate'
  | 'importIdentity'
  | 'delete'
  | 'testKey'
  | 'takeIn'
  | 'browsers'
  | 'registerModule';

/** What a page has no call for: a person names it on the command line, or chooses it in a dialog. */
export interface TokenCommandCalls {
  /** What the file of a module is; nothing of it is loaded. Errors: `module-not-found`, `module-broken`. */
  lookAtModule(input: { readonly path: string }): Promise<{ readonly facts: ModuleFacts }>;
  /** Of a module of `modules`, or of the last looks. Errors: `module-not-found`. */
  moduleFacts(moduleId: string): Promise<ModuleFacts>;
  /**
   * `--module PATH`: from now on only this module is asked. Errors: `module-not-found`, `module-not-allowed`.
   */
  useOnly(input: { readonly modulePath: string }): Promise<{ readonly moduleId: string }>;
  /**
   * `init --module PATH --slot N` of a slot whose token has not been initialised (CK_SLOT_ID in decimal). Errors: those
   * of `initialise`; `token-not-found` (no such slot, or none with a token; `slots`: those that can be), `token-not-empty` (initialised already).
   */
  initialiseSlot(input: {
    readonly modulePath: string;
    readonly slot: string;
    readonly label: string;
    readonly soPin: string | null;
    /** The first PIN; `undefined`: none is set. */
    readonly newPin: string | null | undefined;
  }): Promise<{ readonly tokenId: string; readonly serial: string }>;
  /**
   * `csr` as PKCS#10, DER, also for whom another certificate or request is for, octet by octet, under the key that has this SubjectPublicKeyInfo
   * (SHA-256). Errors: those of `csr`.
   */
  signRequest(
    input: {
      readonly tokenId: string;
      readonly spkiSha256: string;
      readonly pin: string | null | undefined;
      readonly confirmedLastTry: boolean;
      /** RFC 4514, or octets of another one. */
      readonly holder: string | CertificateHolder;
      readonly challengePassword: string | null;
    },
    run: TokenRun,
  ): Promise<Uint8Array>;
  /**
   * `import FILE` without a vault: what a draft of the imports service holds, opened by its password. One key with its
   * certificate and the chain go on as with `importIdentity`, a file of certificates alone as with `writeCertificate`. The
   * draft stays. Errors: those of both; `not-found` (nothing in it that could be written), `ambiguous-id` (several keys).
   */
  importDraft(input: {
    readonly tokenId: string;
    readonly draftId: string;
    readonly pin: string | null | undefined;
    readonly soPin: string | null | undefined;
    readonly confirmedLastTry: boolean;
    /** Null: the friendly name of the file, else the display name of the certificate. */
    readonly label: string | null;
  }): Promise<{
    /** Of the private key; null: certificates alone. */
    readonly objectId: string | null;
    readonly sealed: boolean | null;
    /** Written certificates, the identity's own first. */
    readonly certificates: readonly string[];
  }>;
}

/** Whether a token takes data of a size, and its own reason (the name of a CKR) where it told one. */
export type DataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-takes-no-data' | 'token-too-small'; readonly rv: string | null };

/**
 * Our data objects on a token that was logged in to. Errors of each call: those of the session, `pin-needed` when the
 * login was lost; of those that change something also `token-not-managed`, `token-write-protected`.
 */
export interface TokenData {
  /** Octets, as the token told when it was opened; null: it does not tell. */
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  /** Through a session of its own. Errors: `not-found`, `verification-failed`. */
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** False where the token does not let it. Errors: `not-found`. */
  rename(from: string, to: string): Promise<boolean>;
  /** Exactly one. Errors: `not-found`, `verification-failed`. */
  remove(name: string): Promise<void>;
  /** Writes random octets under this name, reads them back and takes them away again. */
  probe(name: string, bytes: number): Promise<DataVerdict>;
  /** Locks the token again, unless it was unlocked before. */
  close(): Promise<void>;
}

export interface TokenDataCalls {
  /**
   * Backups as data objects (B06). `pin`: sent once, `undefined` for a token that is unlocked; `changes` only where its
   * owner manages it. Errors: those of a login, `token-not-found`, `token-not-managed`, `token-write-protected`.
   */
  openData(input: {
    readonly tokenId: string;
    readonly changes: boolean;
    readonly pin: string | null | undefined;
    readonly confirmedLastTry: boolean;
  }): Promise<TokenData>;
}

/** Of `protectVault`: `choose` says that several keys could, and that nothing was done. */
export type VaultKeyOutcome =
  | { readonly outcome: 'added'; readonly keyLabel: string; readonly made: boolean }
  | {
      readonly outcome: 'choose';
      readonly keys: readonly {
        readonly objectId: string;
        readonly label: string;
        readonly algorithm: string | null;
      }[];
    };

/** The token as a way into the vault (T12). */
export interface TokenVaultCalls {
  /**
   * Lets an RSA key of the token open the vault, which is open. `key`: its object id or label; null: the one that can, else
   * one is made. Tried before it counts. Errors: those of a login and of making a key, `vault-locked`, `protector-exists` (a
   * token opens it already), `token-key-unfit`, `verification-failed`, and those of `ProtectorChanges.addToken`.
   */
  protectVault(
    input: {
      readonly tokenId: string;
      readonly key: string | null;
      readonly pin?: string | null | undefined;
      readonly soPin?: string | null | undefined;
      readonly confirmedLastTry: boolean;
    },
    run: TokenRun,
  ): Promise<VaultKeyOutcome>;
  /**
   * Opens the vault. The PIN is sent once. Errors: those of a login, `not-available` (no token opens this vault),
   * `token-key-gone` (its key is not on this one; no PIN is sent to a token that is plainly another), `vault-damaged`.
   */
  unlockVault(
    input: {
      readonly tokenId: string;
      readonly pin?: string | null | undefined;
      readonly confirmedLastTry: boolean;
    },
    run: TokenRun,
  ): Promise<void>;
}

/** USB tokens (T01-T12): one method per call of the contract; errors are those that the contract names. */
export type TokensService = { readonly [N in TokenCallName]: Call<N> } & TokenCommandCalls &
  TokenDataCalls &
  TokenVaultCalls & {
    /** The certificates of every token that is plugged in now, for the inventory. Errors: those of `list`. */
    holdings(): Promise<readonly PlaceReading[]>;
    /** `null`: look at all of them. */
    onChange(listener: (tokenId: string | null) => void): void;
    close(): void;
  };
