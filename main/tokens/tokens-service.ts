// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput, Contract } from '../../shared/ipc/contract.ts';
import type { ModuleFacts } from '../../shared/schemas/token.ts';
import type { PlaceReading } from '../stores/inventory/placements.ts';
import type { CertificateHolder } from '../x509/certificate/read-holder.ts';

export interface TokenRun {
  readonly signal: AbortSignal;
  progress(fraction: number | null, step: string): void;
}

type Call<N extends TokenCallName> = (
  input: CallInput<`tokens.${N}`>,
  run: TokenRun,
) => Promise<CallOutput<`tokens.${N}`>>;

/** The window's handlers have the rest. */
export type TokenCallName = Exclude<keyof Contract['tokens'], 'chooseModule' | 'saveRequest'>;

/** CLI and dialogs only. */
export interface TokenCommandCalls {
  /** Loads nothing. Errors: `module-not-found`, `module-broken`. */
  lookAtModule(input: { readonly path: string }): Promise<{ readonly facts: ModuleFacts }>;
  /** Errors: `module-not-found`. */
  moduleFacts(moduleId: string): Promise<ModuleFacts>;
  /** `--module PATH`. Errors: `module-not-found`, `module-not-allowed`. */
  useOnly(input: { readonly modulePath: string }): Promise<{ readonly moduleId: string }>;
  /**
   * `init --module PATH --slot N` (CK_SLOT_ID in decimal). Errors: those of `initialise`; `token-not-found` (`slots`:
   * candidates), `token-not-empty` (initialised).
   */
  initialiseSlot(input: {
    readonly modulePath: string;
    readonly slot: string;
    readonly label: string;
    readonly soPin: string | null;
    /** `undefined`: none. */
    readonly newPin: string | null | undefined;
  }): Promise<{ readonly tokenId: string; readonly serial: string }>;
  /** PKCS#10, DER; `spkiSha256` names the key. Errors: those of `csr`. */
  signRequest(
    input: {
      readonly tokenId: string;
      readonly spkiSha256: string;
      readonly pin: string | null | undefined;
      readonly confirmedLastTry: boolean;
      /** RFC 4514, or octets from another certificate. */
      readonly holder: string | CertificateHolder;
      readonly challengePassword: string | null;
    },
    run: TokenRun,
  ): Promise<Uint8Array>;
  /**
   * `import FILE` without a vault. Key with certificates: as `importIdentity`; certificates alone: as
   * `writeCertificate`. Errors: those of both; `not-found` (nothing to write), `ambiguous-id` (several keys).
   */
  importDraft(input: {
    readonly tokenId: string;
    readonly draftId: string;
    readonly pin: string | null | undefined;
    readonly soPin: string | null | undefined;
    readonly confirmedLastTry: boolean;
    /** Null: the friendly or display name. */
    readonly label: string | null;
  }): Promise<{
    readonly objectId: string | null;
    readonly sealed: boolean | null;
    /** The identity's certificate first. */
    readonly certificates: readonly string[];
  }>;
}

/** `rv`: a CKR name, if any. */
export type DataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-data-unsupported' | 'token-too-small'; readonly rv: string | null };

/**
 * Errors: those of the session, `pin-needed` (login lost); of changes also `token-not-managed`,
 * `token-write-protected`.
 */
export interface TokenData {
  /** When opened; null: not reported. */
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  /** Errors: `not-found`, `verification-failed`. */
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** False: refused. Errors: `not-found`. */
  rename(from: string, to: string): Promise<boolean>;
  /** Errors: `not-found`, `verification-failed`. */
  remove(name: string): Promise<void>;
  probe(name: string, bytes: number): Promise<DataVerdict>;
  /** Locks unless previously unlocked. */
  close(): Promise<void>;
}

export interface TokenDataCalls {
  /**
   * B06. `pin`: sent once, `undefined` for an unlocked token. Errors: those of a login, `token-not-found`,
   * `token-not-managed`, `token-write-protected`.
   */
  openData(input: {
    readonly tokenId: string;
    readonly changes: boolean;
    readonly pin: string | null | undefined;
    readonly confirmedLastTry: boolean;
  }): Promise<TokenData>;
}

/** `choose`: several fit, nothing was done. */
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

export interface TokenVaultCalls {
  /**
   * `key`: object id or label; null: the one that fits, else generated. Errors: those of a login and of key generation,
   * `vault-locked`, `protector-exists`, `token-key-unfit`, `verification-failed`, those of `ProtectorChanges.addToken`.
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
   * Sends the PIN once, never to a plainly different token. Errors: those of a login, `not-available` (no token set
   * up), `token-key-gone` (not on this token), `vault-damaged`.
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

export type TokensService = { readonly [N in TokenCallName]: Call<N> } & TokenCommandCalls &
  TokenDataCalls &
  TokenVaultCalls & {
    /** Errors: those of `list`. */
    holdings(): Promise<readonly PlaceReading[]>;
    /** `null`: all tokens. */
    onChange(listener: (tokenId: string | null) => void): void;
    close(): void;
  };
