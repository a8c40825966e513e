// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  ClockAlert,
  FileDown,
  FilePen,
  FileX,
  KeyRound,
  type LucideIcon,
  ShieldX,
  Undo2,
  Usb,
} from 'lucide-react';
import { expiringDays, recentlyExpiredDays } from '../../../shared/domain/certificates/certificate-status.ts';
import type { Overview, OverviewTask } from '../../../shared/schemas/overview.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import type { Text } from '../../i18n/i18n.ts';
import { codeNeed } from '../../lib/text/code-need.ts';
import type { Tone } from '../../lib/text/countdown.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { tokenBySerial, tokenName } from '../../lib/text/token-name.ts';
import type { KeyTask } from '../../state/tokens/key-tasks.ts';

export interface TaskWords {
  readonly Icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

export interface TaskSurroundings {
  readonly status: VaultStatus | null;
  readonly drive: string | null;
  readonly certificates: Overview['certificates'];
  readonly isMany: boolean;
  /** Labels of USB keys by serial number. */
  readonly labels: ReadonlyMap<string, string>;
}

type Named = readonly { readonly name: string }[];
type Due = readonly { readonly sha256: string | null; readonly name: string; readonly notAfter: string }[];

const separator = ' · ';
const maxNamed = 3;
const soonDays = 7;
const names = (items: Named): string => [...new Set(items.map(({ name }) => screenText(name)))].join(separator);

export function taskWords(words: Text, task: OverviewTask, surroundings: TaskSurroundings): TaskWords {
  const { t, language } = words;
  const { status } = surroundings;
  const dates = (items: Due): string => {
    const [only, more] = items;
    const isOnly = more === undefined;
    const key = isOnly && surroundings.certificates.find(({ sha256 }) => sha256 === only?.sha256)?.keyOnToken?.label;
    const shown = items.map(({ name, notAfter }) => `${screenText(name)} ${dueDay(notAfter, language)}`);
    return [...(key ? [t('overview.task.onKey', { name: screenText(key) })] : []), ...shown].join(separator);
  };
  switch (task.kind) {
    case 'recovery-code': {
      const text = t(`vault.bannerText.${codeNeed(status)}`);
      return { Icon: FilePen, tone: 'warn', title: t('overview.task.code'), text };
    }
    case 'loss': {
      const { count, items, unnotified, unconfirmed } = task;
      const list = (institutions: readonly string[]) => institutions.map(screenText).join(t('common.listSeparator'));
      const text = [
        names(items),
        ...(unnotified.length === 0 ? [] : [t('losses.unnotified', { names: list(unnotified) })]),
        ...(unconfirmed.length === 0 ? [] : [t('losses.unconfirmed', { names: list(unconfirmed) })]),
      ];
      return { Icon: ShieldX, tone: 'bad', title: t('overview.task.loss', { count }), text: text.join(separator) };
    }
    case 'arrived': {
      const { count, fileName } = task;
      const others = count > 1 ? [t('overview.task.moreFiles', { count: count - 1 })] : [];
      const text = [screenText(fileName), ...others].join(separator);
      return { Icon: FileDown, tone: 'ok', title: t('overview.task.arrived', { count }), text };
    }
    case 'expired': {
      const { count, items } = task;
      const title = t('overview.task.expiredLately', { count, days: recentlyExpiredDays });
      return { Icon: FileX, tone: 'bad', title, text: dates(items) };
    }
    case 'expiring': {
      const { count, soon, items } = task;
      const many = count > items.length && soon > 0;
      return {
        Icon: ClockAlert,
        tone: soon > 0 ? 'bad' : 'warn',
        title: t('overview.task.expiring', {
          count,
          time: t('time.days', { count: surroundings.isMany ? expiringDays : Math.max(1, task.days) }),
        }),
        text: many ? t('overview.task.soon', { count: soon }) : dates(items),
      };
    }
    case 'backup':
      return { Icon: Archive, ...backupWords(words, task, surroundings) };
    case 'backup-here':
      return { Icon: Archive, tone: 'warn', title: t('backup.state.onlyHere'), text: t('backup.state.onlyHereText') };
    case 'backup-code':
      return {
        Icon: Archive,
        tone: 'warn',
        title: t('backup.state.codeTooLate'),
        text: t('backup.state.codeTooLateText'),
      };
    case 'revoked': {
      const { count, items } = task;
      return { Icon: ShieldX, tone: 'bad', title: t('overview.task.revoked', { count }), text: names(items) };
    }
    case 'key-missing': {
      const { count, items } = task;
      return { Icon: KeyRound, tone: 'warn', title: t('overview.task.keyMissing', { count }), text: names(items) };
    }
    case 'request': {
      const { count } = task;
      const text = task.names.map(screenText).join(separator);
      return { Icon: Undo2, tone: 'off', title: t('overview.task.request', { count }), text };
    }
    case 'verify-backup': {
      const text = t('overview.task.verifyLast', { date: dueDay(task.lookedAt, language) });
      return { Icon: KeyRound, tone: 'warn', title: t('overview.task.verify'), text };
    }
  }
}

export function keyTaskWords({ t, language }: Text, { token, phase, days, items }: KeyTask): TaskWords {
  const named = items.slice(0, maxNamed);
  const dates = named.map(({ displayName, notAfter }) => `${screenText(displayName)} ${dueDay(notAfter, language)}`);
  return {
    Icon: Usb,
    tone: phase === 'expired' || days < soonDays ? 'bad' : 'warn',
    title:
      phase === 'expired'
        ? t('overview.task.expired', { count: items.length })
        : t('overview.task.expiring', { count: items.length, time: t('time.days', { count: Math.max(1, days) }) }),
    text: [t('overview.task.onKey', { name: tokenName(t, token) }), ...dates].join(separator),
  };
}

export function noReminderWords({ t, language }: Text, { token, items }: KeyTask): TaskWords {
  const dates = items
    .slice(0, maxNamed)
    .map(({ displayName, notAfter }) => `${screenText(displayName)} ${dueDay(notAfter, language)}`);
  return {
    Icon: Usb,
    tone: 'off',
    title: t('overview.task.noReminder', { count: items.length, name: tokenName(t, token) }),
    text: [...dates, t('overview.task.noReminderText', { count: items.length })].join(separator),
  };
}

function backupWords(
  { t, language }: Text,
  { none, outdated, last }: Extract<OverviewTask, { readonly kind: 'backup' }>,
  { status, drive, labels }: TaskSurroundings,
): Omit<TaskWords, 'Icon'> {
  const title =
    none === 0
      ? t('overview.task.oldBackup', { count: outdated })
      : outdated === 0
        ? t('overview.task.noBackup', { count: none })
        : t('overview.task.someBackup', { count: none, outdated });
  const tone = none > 0 ? 'bad' : 'warn';
  if (status?.recoverySaved === false && none > 0) return { tone, title, text: t('overview.task.codeFirst') };
  if (drive !== null) return { tone, title, text: t('overview.task.drive', { name: screenText(drive) }) };
  if (last === null) return { tone, title, text: t('overview.task.neverBackup') };
  const place = last.at === 'token' ? tokenBySerial(labels, last.place.replace(/^token:/, '')) : screenText(last.place);
  return {
    tone,
    title,
    text: t('overview.task.lastBackup', { date: dueDay(last.createdAt, language), place }),
  };
}
