// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isUnsafe } from '../../../shared/domain/certificates/needs-replacement.ts';
import { reminderDaysSchema, type RemindersOf } from '../../../shared/schemas/certificates/reminder.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { localDay } from '../output/local-time.ts';
import { tableLines } from '../output/table.ts';
import { certificateTexts } from '../certificates/certificate-texts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { alternatives, flag, value } from '../runtime/options.ts';
import { remindTexts } from './remind-texts.ts';
import { resolveWatchedId } from './watched-id.ts';

export const remindCommand = defineCommand({
  name: 'remind',
  summary: { 'zh-CN': '选择提醒日期，或推迟一周', en: 'Choose when to be reminded, or snooze reminders' },
  words: { name: 'ID', count: [1, 10_000] },
  options: {
    days: value('60,30,7|default|none', {
      'zh-CN': '到期前多少天提醒，default 按设置，none 不提醒',
      en: 'Days before expiry, “default” for the days in the settings, or “none”',
    }),
    ...alternatives(
      { snooze: flag({ 'zh-CN': '推迟 7 天', en: 'Snooze for 7 days' }) },
      { 'end-snooze': flag({ 'zh-CN': '不再推迟', en: 'Cancel the snooze' }) },
    ),
  },
  writes: true,
  description: {
    'zh-CN':
      '设置在到期前多少天提醒，或把提醒推迟 7 天（最多到到期日）。不加选项时只显示当前安排。不需要密码。--json 的 value.reminders 有 about、days（null：按设置）、planned、snoozedUntil、canSnooze。',
    en: 'Sets how many days before expiry you are reminded of a certificate or a date, or snoozes its reminders for 7 days (at most until the day of expiry). Without options, it only shows the reminders. No password is needed. With --json, value.reminders has about, days (null: the days in the settings), planned, snoozedUntil and canSnooze.',
  },
  examples: [
    {
      line: 'certsteward remind 3f2a91bc --days 90,30,7',
      'zh-CN': '提前 90、30、7 天',
      en: '90, 30 and 7 days before',
    },
    { line: 'certsteward remind 3f2a91bc --snooze', 'zh-CN': '推迟 7 天提醒', en: 'Snooze for 7 days' },
    { line: 'certsteward remind 3f2a91bc', 'zh-CN': '查看提醒安排', en: 'Show upcoming reminders' },
  ],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['check', 'watch add', 'calendar'],
  async run(run) {
    const { services, output } = run;
    const days = daysOf(run.arguments.values['days']);
    const { flags } = run.arguments;
    if (flags.has('snooze') && flags.has('end-snooze')) throw new AppError('usage', { option: '--end-snooze' });
    const snoozed = flags.has('snooze') ? true : flags.has('end-snooze') ? false : null;
    await services.vault.require();
    // A wrong ID must change nothing.
    const named = new Set<string>();
    for (const word of run.arguments.words) named.add(await resolveReminded(run, word));
    const found = [];
    for (const about of named) found.push(await services.reminders.of({ about }));
    if (snoozed === true && found.some(({ canSnooze }) => !canSnooze) && days === undefined) {
      throw new AppError('usage', { option: '--snooze' });
    }
    const reminders = [];
    for (const { about } of found) {
      if (days !== undefined) await services.reminders.choose({ about, days });
      if (snoozed !== null) await services.reminders.snooze({ about, snoozed });
      reminders.push(await services.reminders.of({ about }));
    }
    output.value({ reminders }, await reminderLines(run, reminders));
    return exit.done;
  },
});

/** Null means the days in the settings. */
function daysOf(text: string | undefined): readonly number[] | null | undefined {
  if (text === undefined) return undefined;
  if (text === 'default') return null;
  if (text === 'none') return [];
  const parts = text.split(',').map((part) => part.trim());
  const parsed = reminderDaysSchema.safeParse(parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : -1)));
  if (!parsed.success) throw new AppError('usage', { option: '--days' });
  return parsed.data;
}

async function resolveReminded({ services }: CommandRun, word: string): Promise<string> {
  const entries = await services.watched.list();
  try {
    return await services.certificates.resolveId(word, { labels: true });
  } catch (error) {
    const isOther = error instanceof AppError && (error.code === 'not-found' || error.code === 'usage');
    if (!isOther || word.startsWith('label:')) throw error;
    return resolveWatchedId(entries, word);
  }
}

async function reminderLines(run: CommandRun, reminders: readonly RemindersOf[]): Promise<string[]> {
  const { list } = certificateTexts[run.language];
  const texts = remindTexts[run.language];
  const entries = await run.services.watched.list();
  const rows = [];
  for (const { about, days, planned, snoozedUntil } of reminders) {
    const entry = entries.find(({ id }) => id === about);
    const certificate = entry === undefined ? await run.services.certificates.identity(about) : null;
    const name = entry?.name ?? certificate?.displayName ?? '';
    const chosen = days === null ? texts.standard : days.length === 0 ? texts.none : days.join(', ');
    const [next] = planned;
    const loss = certificate?.loss ?? null;
    const notes = [
      ...(snoozedUntil === null ? [] : [`${texts.snoozedUntil}${localDay(snoozedUntil)}`]),
      ...(isUnsafe(loss) ? [texts.unsafe] : loss?.replaced === true ? [texts.replaced] : []),
    ];
    rows.push({
      cells: [
        { text: visibleText(name) },
        { text: chosen },
        { text: next === undefined ? texts.noNext : localDay(next.at) },
        { text: about.slice(0, 8), style: 'dim' as const },
      ],
      notes: notes.map((text) => ({ text })),
    });
  }
  return tableLines(
    [{ title: list.name, wraps: true }, { title: texts.days }, { title: texts.next }, { title: 'ID' }],
    rows,
    run.output.terminal,
  );
}
