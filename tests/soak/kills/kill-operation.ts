// SPDX-License-Identifier: Apache-2.0
/** Work on a vault that is killed, and how to tell that nothing was lost. */
export interface KillOperation {
  readonly name: string;
  /** Folder of a closed vault as it is before the work; every vault of the run is a copy. */
  readonly template: string;
  /** How often one vault is killed and worked on again before the next copy. */
  readonly killsPerVault: number;
  /** Arguments for Node. */
  readonly argv: (vaultFolder: string) => readonly string[];
  /**
   * What is wrong with the vault afterwards.
   * @param printed every line that the processes on this vault printed
   */
  readonly judge: (vaultFolder: string, printed: readonly string[], how: Judgement) => Promise<readonly string[]>;
  /** Whether the work was under way, but not done: the kill fell into it. */
  readonly within: (printed: readonly string[]) => boolean;
}

export interface Judgement {
  /** The last process came to its end. */
  readonly completed: boolean;
  /** Every key is opened. Once per vault: a key that was lost stays lost, and a thousand take seconds. */
  readonly thorough: boolean;
}
