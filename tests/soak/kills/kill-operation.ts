// SPDX-License-Identifier: Apache-2.0
/** An operation to be killed, and the check that nothing was lost. */
export interface KillOperation {
  readonly name: string;
  /** Folder of a closed vault before the work. Every vault in the run is a copy of it. */
  readonly template: string;
  /** Number of runs on each copy. */
  readonly killsPerVault: number;
  /** Arguments for Node. */
  readonly argv: (vaultFolder: string) => readonly string[];
  /**
   * What is wrong with the vault afterwards.
   * @param printed every line printed by the processes on this vault
   */
  readonly judge: (vaultFolder: string, printed: readonly string[], how: Judgement) => Promise<readonly string[]>;
  /** Whether the kill came before the work was complete. */
  readonly within: (printed: readonly string[]) => boolean;
}

export interface Judgement {
  /** The last process finished. */
  readonly completed: boolean;
  /** Open every key. Once per vault: a lost key stays lost, and opening a thousand takes seconds. */
  readonly thorough: boolean;
}
