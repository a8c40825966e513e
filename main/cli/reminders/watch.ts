// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { watchTexts } from './watch-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { watchedInputSchema } from '../../../shared/schemas/certificates/watched.ts';
import type { Watched, WatchedInput } from '../../../shared/schemas/certificates/watched.ts';
import type { ParsedArguments } from '../runtime/arguments.ts';
import { defineCommand } from '../command.ts';
import { fillCounted } from '../output/counts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { watchFiles } from './watch-files.ts';
import { resolveWatchedId } from './watched-id.ts';
import { watchedLines } from './watched-lines.ts';
import { value, insteadOfWords } from '../runtime/options.ts';
import { placeOption } from '../runtime/shared-options.ts';

/** All files are held as drafts at once. */
const maxFiles = 100;

export const watchAddCommand = defineCommand({
  name: 'watch add',
  summary: {
    'zh-CN': '添加到期提醒：证书文件，或名称和到期日',
    en: 'Get reminders for a certificate kept elsewhere, or for a date',
  },
  words: { name: 'FILE.cer', count: [0, maxFiles], files: true },
  options: {
    ...insteadOfWords({
      name: value('TEXT', { 'zh-CN': '名称，例如银行和 USB Key', en: 'Name, such as "ICBC USB key"' }),
      until: value('YYYY-MM-DD', {
        'zh-CN': '到期日（当天仍有效），按本机时区',
        en: 'Last day of validity, in your time zone',
      }),
    }),
    place: placeOption,
  },
  writes: true,
  description: {
    'zh-CN':
      '为私钥不在保险库里的证书添加到期提醒，例如只能用银行软件打开的 USB Key 里的证书。.cer 文件里的证书会存入保险库，但不含私钥。没有文件时，请填写名称和到期日。身份证号中间的数字会隐藏后再保存。',
    en: 'Adds reminders for a certificate whose private key is not in the vault, such as one on a USB key that only the bank’s program can use. From a .cer file, only the certificates are stored in the vault, never a key. Without a file, provide a name and the last day of validity. Identity numbers are masked before they are stored.',
  },
  examples: [
    { line: 'certsteward watch add bank.cer --place ICBC', 'zh-CN': '一个证书文件', en: 'A certificate file' },
    {
      line: 'certsteward watch add --name "U-key" --until 2027-03-31 --place ICBC',
      'zh-CN': '用名称和到期日添加',
      en: 'A name and a date',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['watch list', 'check'],
  async run({ services, output, arguments: given, now, language }) {
    const place = given.values['place'] ?? null;
    if (place !== null && place.length > annotationLimits.place) throw new AppError('usage', { option: '--place' });
    const typed = given.words.length > 0 ? nothingTyped(given) : typedEntry(given);
    const { entries, withKey } =
      typed === null
        ? await watchFiles(services, given.words, place)
        : { entries: [await services.watched.add(typed)], withKey: [] };
    const shown = { language, now: now(), terminal: output.terminal };
    const lines = entries.length === 0 ? [] : watchedLines(entries, shown);
    const already = withKey.map((sha256) =>
      fillMessage(watchTexts[language].withKey, { certificate: sha256.slice(0, 16) }),
    );
    output.value({ entries: entries.map((entry) => counted(entry, now())), withKey }, [...lines, ...already]);
    return exit.done;
  },
});

export const watchListCommand = defineCommand({
  name: 'watch list',
  summary: { 'zh-CN': '列出到期提醒，先到期的在前', en: 'List reminders, soonest first' },
  description: {
    'zh-CN': '列出到期提醒，先到期的在前：编号、到期日、剩余天数、状态、名称、用在哪里。不需要密码。',
    en: 'Lists certificates and dates that only have a reminder, soonest first: ID, last day, days left, status, name and place. No password is needed.',
  },
  examples: [{ line: 'certsteward watch list --json', 'zh-CN': '供脚本使用', en: 'For scripts' }],
  exitCodes: [exit.notFound],
  seeAlso: ['watch add', 'watch remove', 'check'],
  async run({ services, output, now, language }) {
    await services.vault.require();
    const entries = await services.watched.list();
    output.value(
      { entries: entries.map((entry) => counted(entry, now())) },
      entries.length === 0
        ? [watchTexts[language].nothing]
        : watchedLines(entries, { language, now: now(), terminal: output.terminal }),
    );
    return exit.done;
  },
});

export const watchRemoveCommand = defineCommand({
  name: 'watch remove',
  summary: {
    'zh-CN': '不再提醒，但证书仍在保险库里',
    en: 'Stop reminders, but keep the certificate in the vault',
  },
  words: { name: 'ID', count: [1, 10_000] },
  writes: true,
  description: {
    'zh-CN': '不再提醒。ID 是 watch list 显示的编号，或证书的 SHA-256 指纹，写前 8 位即可。证书仍在保险库里。',
    en: 'Stops the reminders. ID is the certificate’s SHA-256 or the ID in watch list. The first 8 digits are enough. The certificate stays in the vault.',
  },
  examples: [{ line: 'certsteward watch remove 3f2a91bc', 'zh-CN': '一项', en: 'One entry' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['watch list'],
  async run({ services, output, arguments: { words }, language }) {
    await services.vault.require();
    const entries = await services.watched.list();
    // A wrong ID must change nothing.
    const removed = [...new Set(words.map((word) => resolveWatchedId(entries, word)))];
    for (const id of removed) await services.watched.remove({ id });
    output.value({ removed }, [fillCounted(language, watchTexts[language].removed, { count: removed.length })]);
    return exit.done;
  },
});

function counted(entry: Watched, now: Date): Watched & { readonly daysLeft: number } {
  return { ...entry, daysLeft: daysLeft(entry.notAfter, now) };
}

function nothingTyped({ values }: ParsedArguments): null {
  for (const option of ['name', 'until'] as const) {
    if (values[option] !== undefined)
      throw new AppError('usage', { option: `--${option}`, reason: 'misplaced-option' });
  }
  return null;
}

function typedEntry({ values }: ParsedArguments): WatchedInput {
  const { name, until, place = null } = values;
  if (name === undefined && until === undefined) {
    throw new AppError('usage', { argument: 'FILE.cer… | --name', reason: 'missing-argument' });
  }
  const parsed = watchedInputSchema.safeParse({ name: name ?? '', lastDay: until ?? '', place });
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  throw new AppError('usage', { option: wrong?.path[0] === 'lastDay' ? '--until' : '--name' });
}
