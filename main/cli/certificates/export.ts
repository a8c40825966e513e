// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { exportWarnings } from '../../../shared/domain/imports/export-warnings.ts';
import { exportFormatSchema, exportProfileSchema } from '../../../shared/schemas/certificates/export-options.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const exportCommand: Command = {
  name: 'export',
  synopsis:
    'ID --format p12|pem|der|p7b|pkcs8 [--profile modern|compatible] [--password-file FILE] [--allow-weak] -o FILE',
  summary: {
    'zh-CN': '把证书取出成文件，并重新打开核对',
    en: 'take a certificate out as a file, reopened before success',
  },
  words: [1, 1],
  values: ['format', 'profile', 'output', ...unlockOptions.values],
  flags: ['no-chain', 'allow-weak', ...unlockOptions.flags],
  secrets: ['password', ...unlockOptions.secrets],
  async run(run) {
    const { services, output, secrets } = run;
    const { values, flags } = run.arguments;
    const format = exportFormatSchema.safeParse(values['format']);
    if (!format.success) throw new AppError('usage', { option: '--format' });
    const profile = exportProfileSchema.safeParse(values['profile'] ?? 'modern');
    if (!profile.success) throw new AppError('usage', { option: '--profile' });
    if (values['output'] === undefined) throw new AppError('usage', { option: '--output' });
    const file = await outputNamed(run, values['output']);
    await services.vault.require();
    const sha256 = await services.certificates.resolveId(run.arguments.words[0] ?? '', { labels: true });
    const needsKey = format.data === 'p12' || format.data === 'pkcs8';
    const given = needsKey ? await secrets.read('password') : null;
    if (needsKey) await unlockIfPossible(run);
    const password = needsKey ? (given ?? (await typeNewPassword(run))) : null;
    const { algorithm } = await services.certificates.summary(sha256);
    const planned = { format: format.data, profile: profile.data, algorithm, password: password ?? '' };
    const warnings = exportWarnings(planned);
    for (const warning of warnings) {
      output.progress({ event: 'warning', ...warning }, words(run.language).exportWarning[warning.reason]);
    }
    const written = await services.exports.write(
      {
        sha256,
        format: format.data,
        profile: profile.data,
        includeChain: !flags.has('no-chain'),
        password,
        allowWeak: flags.has('allow-weak'),
      },
      file,
    );
    output.value({ sha256, file: file.path, ...written, ...(warnings.length > 0 && { warnings }) }, [
      `${visibleText(file.path)}: ${words(run.language).reopened}`,
    ]);
    return exit.done;
  },
};

/** Asks twice: a typo would lock the file. Null without a terminal. */
async function typeNewPassword({ secrets, language }: CommandRun): Promise<string | null> {
  const text = words(language);
  const typed = await secrets.prompt('password', text.passwordForFile);
  if (typed !== null && (await secrets.prompt('password', text.passwordForFileAgain)) !== typed) {
    throw new AppError('invalid-input', { field: 'password' });
  }
  return typed;
}
