// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';

type Words = Readonly<Record<Language, string>>;

export interface CommandHelp {
  /** Whole sentences: what happens, and what a person may wonder about. */
  readonly description: Words;
  readonly examples: readonly (Words & { readonly line: string })[];
  /** Exit codes beside 0, 1 and 2, which every command has. */
  readonly exits: readonly ExitCode[];
  /** Names of commands. */
  readonly seeAlso: readonly string[];
}
