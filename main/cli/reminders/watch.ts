// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { watchTexts } from './watch-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { watchedInputSchema } from '../../../shared/schemas/certificates/watched.ts';
import type { Watched, WatchedInput } from '../../../shared/schemas/certificates/watched.ts';
import type { ParsedArguments } from '../runtime/arguments.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { watchFiles } from './watch-files.ts';
import { watchedLine } from './watched-line.ts';

/** Fewer digits would be a guess. */
const minDigits = 8;

/** All stay open until imported. */
const maxFiles = 100;

export const watchAddCommand: Command = {
  name: 'watch add',
  synopsis: 'FILE.cer… | --name TEXT --until YYYY-MM-DD [--place TEXT]',
  summary: {
    'zh-CN': '只提醒到期：私钥在 U盾 等别处的证书，或一个名称和日期',
    en: 'watch only: a certificate whose key is elsewhere, or a name and a date',
  },
  words: [0, maxFiles],
  writes: true,
  values: ['name', 'until', 'place'],
  async run({ services, output, arguments: given, now, language }) {
    const place = given.values['place'] ?? null;
    if (place !== null && place.length > annotationLimits.place) throw new AppError('usage', { option: '--place' });
    const typed = given.words.length > 0 ? nothingTyped(given) : typedEntry(given);
    const { entries, withKey } =
      typed === null
        ? await watchFiles(services, given.words, place)
        : { entries: [await services.watched.add(typed)], withKey: [] };
    const lines = entries.map((entry) => watchedLine(entry, language, now()));
    const already = withKey.map((sha256) =>
      fillMessage(watchTexts[language].withKey, { certificate: sha256.slice(0, 16) }),
    );
    output.value({ entries: entries.map((entry) => counted(entry, now())), withKey }, [...lines, ...already]);
    return exit.done;
  },
};

export const watchListCommand: Command = {
  name: 'watch list',
  synopsis: '',
  summary: { 'zh-CN': '列出只提醒的证书和日期，最先到期的在前', en: 'list what is watched only, soonest to end first' },
  words: [0, 0],
  async run({ services, output, now, language }) {
    await services.vault.require();
    const entries = await services.watched.list();
    output.value(
      { entries: entries.map((entry) => counted(entry, now())) },
      entries.length === 0
        ? [watchTexts[language].nothing]
        : entries.map((entry) => watchedLine(entry, language, now())),
    );
    return exit.done;
  },
};

export const watchRemoveCommand: Command = {
  name: 'watch remove',
  synopsis: 'ID…',
  summary: {
    'zh-CN': '不再提醒；证书仍留在保险库里',
    en: 'watch no longer; a certificate stays in the vault',
  },
  words: [1, 10_000],
  writes: true,
  async run({ services, output, arguments: { words }, language }) {
    await services.vault.require();
    const entries = await services.watched.list();
    // Resolve all first: a wrong ID must not leave half done.
    const removed = [...new Set(words.map((word) => resolveWatchedId(entries, word)))];
    for (const id of removed) await services.watched.remove({ id });
    output.value({ removed }, [fillMessage(watchTexts[language].removed, { count: removed.length })]);
    return exit.done;
  },
};

function counted(entry: Watched, now: Date): Watched & { readonly daysLeft: number } {
  return { ...entry, daysLeft: daysLeft(entry.notAfter, now) };
}

function nothingTyped({ values }: ParsedArguments): null {
  for (const option of ['name', 'until'] as const) {
    if (values[option] !== undefined) throw new AppError('usage', { option: `--${option}` });
  }
  return null;
}

function typedEntry({ values }: ParsedArguments): WatchedInput {
  const { name, until, place = null } = values;
  if (name === undefined && until === undefined) throw new AppError('usage', { argument: 'FILE.cer… | --name' });
  const parsed = watchedInputSchema.safeParse({ name: name ?? '', lastDay: until ?? '', place });
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  throw new AppError('usage', { option: wrong?.path[0] === 'lastDay' ? '--until' : '--name' });
}

/**
 * By entry ID or certificate SHA-256, or a unique prefix. Errors: `usage`, `not-found`, `ambiguous-id` (`candidates`).
 */
function resolveWatchedId(entries: readonly Watched[], word: string): string {
  const digits = word.toLowerCase();
  if (digits.length < minDigits || !/^[0-9a-f-]+$/.test(digits)) throw new AppError('usage', { argument: 'ID' });
  const found = entries.filter(({ id, sha256 }) => id.startsWith(digits) || sha256?.startsWith(digits) === true);
  const [first, second] = found;
  if (first === undefined) throw new AppError('not-found');
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return first.id;
}
