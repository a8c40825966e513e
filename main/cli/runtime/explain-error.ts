// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Command } from '../command.ts';
import { typedOptions } from './typed-options.ts';

/** Adds details from the command line, for the message only. JSON keeps the original details. */
export function explainError(error: AppError, command: Command | null, argv: readonly string[]): AppError {
  const { code, details } = error;
  if (code === 'vault-missing' && argv.some((word) => /^--vault(?:=|$)/.test(word))) {
    return new AppError(code, { ...details, reason: 'vault-option' });
  }
  if (code === 'passphrase-weak' && command !== null && Object.hasOwn(command.options, 'allow-weak')) {
    return new AppError(code, { ...details, option: '--allow-weak' });
  }
  return explainUsage(error, command, argv);
}

function explainUsage(error: AppError, command: Command | null, argv: readonly string[]): AppError {
  const { option, reason, line } = error.details;
  if (error.code !== 'usage' || command === null || reason !== undefined || line !== undefined) return error;
  const known = typedOptions(command.options).find(({ name }) => `--${name}` === option);
  if (known === undefined) return error;
  const isGiven = argv.some(
    (word) =>
      word === option || word.startsWith(`--${known.name}=`) || (known.short !== null && word.startsWith(known.short)),
  );
  if (!isGiven) return new AppError('usage', { ...error.details, reason: 'missing-option' });
  if (known.placeholder === null) return new AppError('usage', { ...error.details, reason: 'misplaced-option' });
  return new AppError('usage', { argument: known.choices && [...known.choices], ...error.details });
}
