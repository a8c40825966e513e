// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { activityEntry, type ActivityEntry } from '../../vault/log/activity-entry.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { defineCommand } from '../command.ts';
import { countText } from '../output/counts.ts';
import { localTime } from '../output/local-time.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { tableLines, type Row, type Terminal } from '../output/table.ts';
import { parseCount } from '../runtime/numbers.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockWithGivenSecret } from '../vault/unlock.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { value } from '../runtime/options.ts';

const defaultLimit = '50';
const maxLimit = 100_000;
const maxShown = 3;

function entryLines(language: Language, entries: readonly ActivityEntry[], terminal: Terminal): string[] {
  const { logColumns } = words(language);
  return tableLines(
    [
      { title: logColumns.number, align: 'right' },
      { title: logColumns.time },
      { title: logColumns.event },
      { title: logColumns.details, wraps: true },
      { title: logColumns.certificates, leaves: 1 },
    ],
    entries.map((entry) => entryRow(language, entry)),
    terminal,
  );
}

function entryRow(language: Language, { seq, at, event, detail }: ActivityEntry): Row {
  const text = words(language);
  const protectors: Readonly<Record<string, string>> = text.protector;
  const { what, count, keys, certificates = [] } = detail;
  const details = [
    what === undefined
      ? ''
      : event === 'backup-restored'
        ? fillMessage(text.logWasIn, { stores: what.split(', ') })
        : (protectors[what] ?? what),
    count === undefined ? '' : countText(language, count, 'certificate'),
    keys === undefined || keys === 0 ? '' : countText(language, keys, 'private key'),
  ];
  const ids = certificates.slice(0, maxShown).map((sha256) => sha256.slice(0, 8));
  return {
    cells: [
      { text: String(seq), style: 'dim' },
      { text: localTime(at) },
      { text: text.activity[event] },
      { text: visibleText(details.filter((part) => part !== '').join(language === 'en' ? ', ' : '，')) },
      { text: [...ids, ...(certificates.length > maxShown ? ['…'] : [])].join(' '), style: 'dim' },
    ],
  };
}

export const logCommand = defineCommand({
  name: 'log',
  summary: { 'zh-CN': '查看活动记录，新的在前', en: 'Show the activity log, newest first' },
  options: {
    limit: value('N', { 'zh-CN': '最多显示多少条，默认 50', en: 'Show at most this many entries (default: 50)' }),
    ...unlockOptions,
  },
  description: { 'zh-CN': '显示活动记录，新的在前。', en: 'Shows the activity log, newest first.' },
  examples: [{ line: 'certsteward log --limit 20', 'zh-CN': '最近 20 条', en: 'The last 20 entries' }],
  exitCodes: [exit.password, exit.notFound],
  seeAlso: ['log verify', 'log export'],
  async run(run) {
    const limit = parseCount(run.arguments.values['limit'] ?? defaultLimit, '--limit', maxLimit);
    const vault = await run.services.vault.require();
    // Unlock only with a given secret, because unlocking adds a log entry.
    await unlockWithGivenSecret(run);
    const { entries, total, sealedUpTo } = vault.activity.list(null, limit);
    const shown = entries.flatMap((entry) => activityEntry(entry, sealedUpTo) ?? []);
    const { language, output } = run;
    const lines = shown.length > 0 ? entryLines(language, shown, output.terminal) : [words(language).logEmpty];
    output.value({ entries: shown, total }, lines);
    return exit.done;
  },
});
