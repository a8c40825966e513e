// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../services.ts';
import type { ArgumentsOf, ParsedArguments } from './runtime/arguments.ts';
import type { ExitCode } from './runtime/exit-codes.ts';
import type { HelpText, NamesOf, OptionTable, WordsShape } from './runtime/options.ts';
import type { Output } from './output/output.ts';
import type { SecretSource } from './runtime/secrets.ts';

export interface CommandRun {
  readonly services: Services;
  readonly output: Output;
  readonly secrets: SecretSource;
  readonly arguments: ParsedArguments;
  readonly now: () => Date;
  /** Shows what the user types. Null without a terminal. */
  readonly ask: ((question: string) => Promise<string>) | null;
  readonly language: 'zh-CN' | 'en';
  readonly commands: readonly Command[];
  readonly version: string;
  /** A name on the PATH, or a path. */
  readonly program: string;
  /** On abort, stop between steps, report, and exit with 130. */
  readonly watchForInterruption: () => AbortSignal;
}

interface CommandFacts {
  readonly name: string;
  readonly summary: HelpText;
  readonly words?: WordsShape;
  /** Purges expired items from the trash (最近删除) afterwards. */
  readonly writes?: true;
  readonly description: HelpText;
  readonly examples: readonly (HelpText & { readonly line: string })[];
  /** Besides 0, 1 and 2. */
  readonly exitCodes: readonly ExitCode[];
  readonly seeAlso: readonly string[];
}

export interface Command extends CommandFacts {
  readonly options: OptionTable;
  run(run: CommandRun): Promise<ExitCode>;
}

type RunOf<Table extends OptionTable> = Omit<CommandRun, 'arguments' | 'secrets'> & {
  readonly arguments: ArgumentsOf<Table>;
  readonly secrets: SecretSource<NamesOf<Table, 'secret'>>;
};

interface Declaration<Table extends OptionTable> extends CommandFacts {
  readonly options?: Table;
  run(run: RunOf<Table>): Promise<ExitCode>;
}

export function defineCommand<Table extends OptionTable>(declared: Declaration<Table>): Command {
  return { options: {}, ...declared } as unknown as Command;
}
