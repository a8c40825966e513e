// SPDX-License-Identifier: Apache-2.0
import type { Migrations } from '../../../main/vault/store/migrations.ts';
import type { Vault } from '../../../main/vault/vault.ts';

/**
 * Work that may run out of disk space, and how to check that it lost nothing. Runs inside the session on the small
 * disk.
 */
export interface DiskWork {
  /** The work itself opens the vault, when the disk is already full. */
  readonly opensLate?: true;
  /** The schema to open the vault with; absent: the current one. */
  readonly steps?: Migrations;
  readonly run: (context: DiskContext) => Promise<void>;
  /** Called after space is freed: unlocks the vault as the outcome requires, and returns the faults. */
  readonly judge: (
    context: DiskContext & { readonly code: string; readonly announced: readonly string[] },
  ) => Promise<string[]>;
  /** Repeats the work after space is freed; must succeed. */
  readonly again?: (context: DiskContext) => Promise<void>;
}

export interface DiskContext {
  /** Opens the vault, or returns the open one. */
  readonly vault: () => Vault;
  /** Mount point of the small disk; the vault is its folder `vault`. */
  readonly disk: string;
  /** Folder with the work's inputs, which it only reads. */
  readonly template: string;
  /** Reports a result that must now be durable. */
  readonly announce: (what: string) => void;
}

export const diskWorkNames = ['import', 're-keying', 'purge', 'export', 'migration'] as const;
export type DiskWorkName = (typeof diskWorkNames)[number];
