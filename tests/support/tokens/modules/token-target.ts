// SPDX-License-Identifier: Apache-2.0
/** A token made for one test file: its module, environment and PINs. */
export interface TokenTarget extends AsyncDisposable {
  /** Name in titles and tables, such as `SoftHSM2`. */
  readonly name: string;
  readonly modulePath: string;
  /** Extra environment for the process that loads the module. */
  readonly environment: Readonly<Record<string, string>>;
  /** For NSS only: LibraryParameters of C_Initialize, in place of `pReserved`. */
  readonly libraryParameters?: string;
  readonly label: string;
  readonly pin: string;
  /** The security officer's PIN, or for PIV the management key in hexadecimal. */
  readonly soPin: string;
  stop(): Promise<void>;
}

export interface TokenTargetKind<Target extends TokenTarget = TokenTarget> {
  readonly name: string;
  /** Returns why this kind is unavailable on this machine, or null. */
  available(): string | null;
  start(): Promise<Target>;
}
