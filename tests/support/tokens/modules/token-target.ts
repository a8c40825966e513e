// SPDX-License-Identifier: Apache-2.0
/** A token to test against, made for one test file: a module, how to reach it, and its PINs. */
export interface TokenTarget extends AsyncDisposable {
  /** The target's name in titles and tables: `SoftHSM2`. */
  readonly name: string;
  /** Absolute. */
  readonly modulePath: string;
  /** Extra environment for the process that loads the module. */
  readonly environment: Readonly<Record<string, string>>;
  /** NSS only: LibraryParameters of the arguments of C_Initialize, replacing `pReserved`. */
  readonly libraryParameters?: string;
  /** CKA label of the token, without padding. */
  readonly label: string;
  readonly pin: string;
  /** The security officer's; for PIV the management key in hexadecimal. */
  readonly soPin: string;
  /** Removes the token and its processes. */
  stop(): Promise<void>;
}

export interface TokenTargetKind<Target extends TokenTarget = TokenTarget> {
  readonly name: string;
  /** Why it is unavailable on this machine; null if available. */
  available(): string | null;
  start(): Promise<Target>;
}
