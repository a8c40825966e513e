// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import type { ExitCode } from '../runtime/exit-codes.ts';

type Words = Readonly<Record<Language, string>>;

export interface CommandHelp {
  readonly description: Words;
  readonly examples: readonly (Words & { readonly line: string })[];
  /** Besides 0, 1 and 2. */
  readonly exits: readonly ExitCode[];
  readonly seeAlso: readonly string[];
}
