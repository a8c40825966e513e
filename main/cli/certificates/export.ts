// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { exportWarnings } from '../../../shared/domain/imports/export-warnings.ts';
import { carriesKey } from '../../../shared/domain/imports/carries-key.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import {
  type ExportFormat,
  exportFormatSchema,
  exportProfileSchema,
} from '../../../shared/schemas/certificates/export-options.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import type { WrittenExport } from '../../exports/exports-service.ts';
import { exit } from '../runtime/exit-codes.ts';
import { fillCounted } from '../output/counts.ts';
import { words } from '../output/messages.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { choice, flag, required } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const exportCommand = defineCommand({
  name: 'export',
  summary: {
    'zh-CN': '把证书存为文件',
    en: 'Save a certificate as a file',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    format: required(choice('FORMAT', exportFormatSchema.options, { 'zh-CN': '文件格式', en: 'File format' })),
    profile: choice('PROFILE', exportProfileSchema.options, {
      'zh-CN': '加密算法，分别用于新系统、旧系统和国密软件',
      en: 'Algorithms for new, old or Chinese (SM2) systems',
    }),
    'no-chain': flag({ 'zh-CN': '不含上级证书', en: 'Leave out the CA certificates' }),
    ...secrets('password'),
    'allow-weak': flag({
      'zh-CN': '允许弱密码（接收方要求时）',
      en: 'Accept a weak password that the recipient requires',
    }),
    output: required(outputOption),
    ...unlockOptions,
  },
  description: {
    'zh-CN':
      '把证书存为文件，再重新打开检查。p12、pkcs8 和 sm2 含私钥，需要解锁保险库，并为新文件设置密码。保险库里没有私钥的证书存为 p12 时不含私钥，也要设置密码。sm2 是 CFCA 的格式，加密较弱，只在接收方要求时使用。modern 使用当前算法，compatible 用于旧版 Windows 和 macOS，guomi 使用 SM4 和 SM3，用于国密软件。',
    en: 'Saves a certificate as a file, then opens the file again to check it. The formats p12, pkcs8 and sm2 include the private key, so unlock the vault and set a password for the new file. A p12 file of a certificate without a private key in the vault has no key, but still needs a password. The CFCA format sm2 protects the key weakly. Use it only if the recipient asks for it. The profile modern uses current algorithms, compatible is for old Windows and macOS, and guomi uses SM4 and SM3 (Chinese national cryptography).',
  },
  examples: [
    {
      line: 'certsteward export label:Bank --format p12 -o bank.p12 --password-file new.txt',
      'zh-CN': '含私钥',
      en: 'With its private key',
    },
    {
      line: 'certsteward export 3f2a91bc --format pem -o chain.pem',
      'zh-CN': '证书和证书链',
      en: 'Certificate and chain',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['show', 'import'],
  async run(run) {
    const { services, output, secrets } = run;
    const { values, flags } = run.arguments;
    const format = exportFormatSchema.safeParse(values['format']);
    if (!format.success) throw new AppError('usage', { option: '--format' });
    const profile = exportProfileSchema.safeParse(values['profile'] ?? 'modern');
    if (!profile.success) throw new AppError('usage', { option: '--profile' });
    const file = await outputNamed(run, values['output']);
    await services.vault.require();
    const sha256 = await services.certificates.resolveId(run.arguments.words[0] ?? '', { labels: true });
    const needsKey = carriesKey(format.data);
    const given = needsKey ? await secrets.read('password') : null;
    if (needsKey) await unlockIfPossible(run, { anotherFollows: given === null });
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
      `${visibleText(file.path)}: ${writtenText(run.language, format.data, written)}`,
    ]);
    return exit.done;
  },
});

function writtenText(language: Language, format: ExportFormat, { withKey, certificates }: WrittenExport): string {
  const text = words(language);
  const issuers = format === 'pkcs8' ? 0 : certificates - 1;
  const parts = [
    ...(carriesKey(format) ? [withKey ? text.withKeys : text.withoutKey] : []),
    ...(issuers > 0 ? [fillCounted(language, text.caCertificates, { count: issuers })] : []),
  ];
  return parts.length === 0 ? text.reopened : fillMessage(text.reopenedParts, { parts });
}

/** Asks twice, because a typo would lock the file. Returns null without a terminal. */
async function typeNewPassword({ secrets, language }: CommandRun): Promise<string | null> {
  const text = words(language);
  const typed = await secrets.prompt('password', text.passwordForFile, { anotherFollows: true });
  if (typed !== null && (await secrets.prompt('password', text.passwordForFileAgain)) !== typed) {
    throw new AppError('invalid-input', { field: 'password' });
  }
  return typed;
}
