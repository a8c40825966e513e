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

export type TokenCallName = Exclude<keyof Contract['tokens'], 'chooseModule' | 'saveRequest'>;

export interface TokenCommandCalls {
  /** Doesn't load the module. Throws `module-not-found`, `module-broken`. */
  lookAtModule(input: { readonly path: string }): Promise<{ readonly facts: ModuleFacts }>;
  moduleFacts(moduleId: string): Promise<ModuleFacts>;
  /** For `--module`. Errors: `module-not-found`, `module-broken`, `module-not-allowed`, `tokens-unavailable`. */
  useOnly(input: { readonly modulePath: string }): Promise<{ readonly moduleId: string }>;
  /**
   * For `tokens init --module PATH --slot N` (CK_SLOT_ID in decimal). Errors: those of `useOnly`, `checkNew` and
   * `ModuleClient`, `token-not-found` (`slots`: candidates), `token-not-empty` (initialised).
   */
  initialiseSlot(input: {
    readonly modulePath: string;
    readonly slot: string;
    readonly label: string;
    readonly soPin: string | null;
    readonly newPin: string | null | undefined;
  }): Promise<{ readonly tokenId: string; readonly serial: string }>;
  /** Returns PKCS#10 in DER. `spkiSha256` names the key. Errors: `not-found`, those of a login and `makeRequest`. */
  signRequest(
    input: {
      readonly tokenId: string;
      readonly spkiSha256: string;
      readonly pin: string | null | undefined;
      readonly confirmedLastTry: boolean;
      /** An RFC 4514 name, or another certificate's names in DER. */
      readonly holder: string | CertificateHolder;
      readonly challengePassword: string | null;
    },
    run: TokenRun,
  ): Promise<Uint8Array>;
  /**
   * For `tokens import FILE`, which needs no vault. Works like `importIdentity`, or `writeCertificate` for certificates
   * alone. Also imports SKF encryption pairs. Errors: those of both, `not-found`, `ambiguous-id` (several keys),
   * `invalid-input`.
   */
  importDraft(input: {
    readonly tokenId: string;
    readonly draftId: string;
    readonly pin: string | null | undefined;
    readonly soPin: string | null | undefined;
    readonly confirmedLastTry: boolean;
    readonly label: string | null;
  }): Promise<{
    readonly objectId: string | null;
    readonly sealed: boolean | null;
    readonly certificates: readonly string[];
  }>;
}

/** `rv` is a CKR name. */
export type DataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-data-unsupported' | 'token-too-small'; readonly rv: string | null };

/** Errors: those of `TokenSession` and `TokenDataObjects`; changes add those of `TokenWork.requireManaged`. */
export interface TokenData {
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** Returns false if names are immutable. */
  rename(from: string, to: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  probe(name: string, bytes: number): Promise<DataVerdict>;
  close(): Promise<void>;
}

export interface TokenDataCalls {
  /**
   * Sends `pin` once. Pass `undefined` for an unlocked token. Errors: those of a login, `token-not-found`,
   * `token-not-managed`, `token-write-protected`, `not-available` (SKF).
   */
  openData(input: {
    readonly tokenId: string;
    readonly changes: boolean;
    readonly pin: string | null | undefined;
    readonly confirmedLastTry: boolean;
  }): Promise<TokenData>;
}

/** `choose` means several keys fit and nothing was done. */
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
   * `key` is an object id or label. Null selects the fitting key or generates one. Errors: `token-key-unfit`, those of
   * a login, key generation, `TokenWork.requireManaged` and `ProtectorChanges.addToken`.
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
   * Sends the PIN once, and only to a token that appears to hold the key. Errors: `token-key-gone`, those of a login,
   * `ProtectorChanges.tokens` and `Vault.unlock`.
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
    holdings(): Promise<readonly PlaceReading[]>;
    /** The listener gets null if all tokens may have changed. */
    onChange(listener: (tokenId: string | null) => void): void;
    close(): void;
  };
