// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../services.ts';
import type { CommandSpec, ParsedArguments } from './runtime/arguments.ts';
import type { ExitCode } from './runtime/exit-codes.ts';
import type { Output } from './output/output.ts';
import type { SecretSource } from './runtime/secrets.ts';

export interface CommandRun {
  readonly services: Services;
  readonly output: Output;
  readonly secrets: SecretSource;
  readonly arguments: ParsedArguments;
  readonly now: () => Date;
  /** Asks on the terminal, what is typed being shown; null when standard input is not one. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /** Words of the person's language for this run. */
  readonly language: 'zh-CN' | 'en';
  /** The whole table, for help and completion. */
  readonly commands: readonly Command[];
  /** Of CertSteward, as in package.json. */
  readonly version: string;
  /** What starts the command line on this computer: a name on the PATH, or a path. */
  readonly program: string;
  /** Called by a command of many steps: aborted by Ctrl-C, it stops between two, says what is done, and exits 130. */
  readonly watchForInterruption: () => AbortSignal;
}

export interface Command extends CommandSpec {
  /** `vault init`, `import`, … */
  readonly name: string;
  /** One line: what it does, in both languages. */
  readonly summary: { readonly 'zh-CN': string; readonly en: string };
  /** What follows the name on the command line. */
  readonly synopsis: string;
  /** Changes the vault: what is due in 最近删除 is purged afterwards. */
  readonly writes?: true;
  run(run: CommandRun): Promise<ExitCode>;
}
