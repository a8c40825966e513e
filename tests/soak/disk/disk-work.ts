// SPDX-License-Identifier: Apache-2.0
import type { Migrations } from '../../../main/vault/store/migrations.ts';
import type { Vault } from '../../../main/vault/vault.ts';

/** Work that may run out of disk, and how to tell that it lost nothing. Runs inside the session on the small disk. */
export interface DiskWork {
  /** The vault is opened by the work, on the disk that is full already. */
  readonly opensLate?: true;
  /** The schema that the vault is opened with; absent: the present one. */
  readonly steps?: Migrations;
  /** The work itself. */
  readonly run: (context: DiskContext) => Promise<void>;
  /** With room again: unlocks the vault as the outcome says it must open, and gives what is wrong. */
  readonly judge: (
    context: DiskContext & { readonly code: string; readonly announced: readonly string[] },
  ) => Promise<string[]>;
  /** The work once more, with room: it has to succeed. Absent when `judge` does it. */
  readonly again?: (context: DiskContext) => Promise<void>;
}

export interface DiskContext {
  /** Opens the vault, or gives the open one. */
  readonly vault: () => Vault;
  /** Mount point of the small disk; the vault is its folder `vault`. */
  readonly disk: string;
  /** Read-only folder with what the work needs. */
  readonly template: string;
  /** Names what is durable. */
  readonly announce: (what: string) => void;
}

/** Names of the works, with the folder that makes their vault. */
export const diskWorkNames = ['import', 're-keying', 'purge', 'export', 'migration'] as const;
export type DiskWorkName = (typeof diskWorkNames)[number];
