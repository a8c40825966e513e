// SPDX-License-Identifier: Apache-2.0
import { Check } from 'lucide-react';
import { useId } from 'react';
import { maxOverviewCards } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Overview, OverviewTask } from '../../../shared/schemas/overview.ts';
import { useText } from '../../i18n/i18n.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import type { KeyTask } from '../../state/tokens/key-tasks.ts';
import { copyToVault, useTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { openToken } from '../../state/tokens/tokens-store.ts';
import { useTokenLabels } from '../../state/tokens/use-token-labels.ts';
import { isNotLocked, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { type TaskAction, useTaskAction } from './task-action.ts';
import { keyTaskWords, noReminderWords, type TaskWords, taskWords } from './task-words.ts';
import css from './task-list.module.css';

/** Listed before the certificates on connected USB keys. */
const urgent: ReadonlySet<OverviewTask['kind']> = new Set(['recovery-code', 'loss', 'arrived', 'expired', 'expiring']);

export interface TaskListProps {
  readonly overview: Overview;
  readonly keyTasks: readonly KeyTask[];
  readonly drive: string | null;
}

export function TaskList({ overview, keyTasks, drive }: TaskListProps) {
  const { t } = useText();
  const { tasks, nextReminder } = overview;
  if (tasks.length + keyTasks.length === 0) return <Calm next={nextReminder} />;
  const before = tasks.filter(({ kind }) => urgent.has(kind));
  const after = tasks.filter(({ kind }) => !urgent.has(kind));
  const due = keyTasks.filter(({ phase }) => phase !== 'later');
  const later = keyTasks.filter(({ phase }) => phase === 'later');
  return (
    <ul className={css.tasks} aria-label={t('overview.todo')}>
      {before.map((task, index) => (
        <Task key={task.kind} task={task} overview={overview} drive={drive} isFirst={index === 0} />
      ))}
      {due.map((task, index) => (
        <OnKey key={`${task.token.id} ${task.phase}`} task={task} isFirst={before.length + index === 0} />
      ))}
      {after.map((task, index) => (
        <Task
          key={task.kind}
          task={task}
          overview={overview}
          drive={drive}
          isFirst={before.length + due.length + index === 0}
        />
      ))}
      {later.map((task) => (
        <Unreminded key={task.token.id} task={task} />
      ))}
    </ul>
  );
}

interface TaskProps {
  readonly task: OverviewTask;
  readonly overview: Overview;
  readonly drive: string | null;
  readonly isFirst: boolean;
}

function Task({ task, overview: { watched, certificates, own }, drive, isFirst }: TaskProps) {
  const words = useText();
  const status = useVault((state) => state.status);
  const labels = useTokenLabels();
  const found = taskWords(words, task, { status, drive, labels, certificates, isMany: own > maxOverviewCards });
  const action = useTaskAction(task, watched);
  return <Row kind={task.kind} words={found} action={action} isFirst={isFirst} />;
}

function OnKey({ task, isFirst }: { readonly task: KeyTask; readonly isFirst: boolean }) {
  const words = useText();
  const action = { name: words.t('overview.task.show'), act: () => openToken(task.token.serial) };
  return <Row kind="on-key" words={keyTaskWords(words, task)} action={action} isFirst={isFirst} />;
}

function Unreminded({ task }: { readonly task: KeyTask }) {
  const words = useText();
  const isBusy = useTokenObjects((state) => state.copying);
  const action = { name: words.t('tokens.bank.keep'), isBusy, act: () => void copyToVault(task.token) };
  return <Row kind="no-reminder" words={noReminderWords(words, task)} action={action} isFirst={false} />;
}

interface RowProps {
  readonly kind: string;
  readonly words: TaskWords;
  readonly action: TaskAction;
  readonly isFirst: boolean;
}

function Row({ kind, words: { Icon, tone, title, text }, action, isFirst }: RowProps) {
  const { name, act, isBusy = false } = action;
  const titleId = useId();
  return (
    <li className={css.task} data-task={kind}>
      <span className={`${css.badge} ${css[tone]}`} aria-hidden>
        <Icon size={18} strokeWidth={1.75} />
      </span>
      <div className={css.what}>
        <p id={titleId} className={css.title}>
          {title}
        </p>
        {text !== '' && <p className={css.text}>{text}</p>}
      </div>
      <div className={css.actions}>
        <Button look={isFirst ? 'primary' : 'plain'} aria-describedby={titleId} isDisabled={isBusy} onPress={act}>
          {name}
        </Button>
      </div>
    </li>
  );
}

function Calm({ next }: { readonly next: Overview['nextReminder'] }) {
  const { t, language } = useText();
  const isOpen = useVault(isNotLocked);
  return (
    <div className={css.calm}>
      <span className={`${css.badge} ${css.ok} ${css.large}`} aria-hidden>
        <Check size={24} strokeWidth={1.6} />
      </span>
      <div className={css.what}>
        <p className={css.calmTitle}>{t('overview.calm')}</p>
        <p className={css.calmText}>
          {next === null
            ? t('overview.noReminder')
            : t('overview.nextReminder', { date: dueDay(next.at, language), name: screenText(next.name) })}
        </p>
        {!isOpen && <p className={css.calmText}>{t('overview.keysLocked')}</p>}
      </div>
    </div>
  );
}
