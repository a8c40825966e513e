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
  /** Echoes. Null: no terminal. */
  readonly ask: ((question: string) => Promise<string>) | null;
  readonly language: 'zh-CN' | 'en';
  readonly commands: readonly Command[];
  readonly version: string;
  /** A name on the PATH, or a path. */
  readonly program: string;
  /** For multi-step commands: on abort stop between steps, report, exit 130. */
  readonly watchForInterruption: () => AbortSignal;
}

export interface Command extends CommandSpec {
  readonly name: string;
  readonly summary: { readonly 'zh-CN': string; readonly en: string };
  readonly synopsis: string;
  /** Purge expired 最近删除 items afterwards. */
  readonly writes?: true;
  run(run: CommandRun): Promise<ExitCode>;
}
