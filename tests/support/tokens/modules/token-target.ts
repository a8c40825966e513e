// SPDX-License-Identifier: Apache-2.0
/** A token to test against, made for one test file: a module, how to reach it, and what opens it. */
export interface TokenTarget extends AsyncDisposable {
  /** Of the target, for titles and tables: `SoftHSM2`. */
  readonly name: string;
  /** Absolute. */
  readonly modulePath: string;
  /** What the process that loads the module needs on top of its own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** NSS only: LibraryParameters of the arguments of C_Initialize, in the place of `pReserved`. */
  readonly libraryParameters?: string;
  /** CKA label of the token, without padding. */
  readonly label: string;
  readonly pin: string;
  /** Of the security officer; for PIV the management key in hexadecimal. */
  readonly soPin: string;
  /** Removes the token and what runs for it. */
  stop(): Promise<void>;
}

export interface TokenTargetKind<Target extends TokenTarget = TokenTarget> {
  readonly name: string;
  /** Why it cannot be had on this machine; null: it can. */
  available(): string | null;
  start(): Promise<Target>;
}
