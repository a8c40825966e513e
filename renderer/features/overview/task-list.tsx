// SPDX-License-Identifier: Apache-2.0
import { Check } from 'lucide-react';
import { useId } from 'react';
import type { Overview, OverviewTask } from '../../../shared/schemas/overview.ts';
import { useText } from '../../i18n/i18n.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { useTokenLabels } from '../../state/tokens/use-token-labels.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { useTaskAction } from './task-action.ts';
import { taskWords } from './task-words.ts';
import css from './task-list.module.css';

export interface TaskListProps {
  readonly overview: Overview;
  readonly drive: string | null;
}

export function TaskList({ overview, drive }: TaskListProps) {
  const { t } = useText();
  const { tasks, watched, nextReminderAt } = overview;
  if (tasks.length === 0) return <Calm nextReminderAt={nextReminderAt} />;
  return (
    <ul className={css.tasks} aria-label={t('overview.todo')}>
      {tasks.map((task, index) => (
        <Task key={task.kind} task={task} watched={watched} drive={drive} isFirst={index === 0} />
      ))}
    </ul>
  );
}

interface TaskProps {
  readonly task: OverviewTask;
  readonly watched: Overview['watched'];
  readonly drive: string | null;
  readonly isFirst: boolean;
}

function Task({ task, watched, drive, isFirst }: TaskProps) {
  const words = useText();
  const status = useVault((state) => state.status);
  const labels = useTokenLabels();
  const { Icon, tone, title, text } = taskWords(words, task, { status, drive, labels });
  const { name, act } = useTaskAction(task, watched);
  const titleId = useId();
  return (
    <li className={css.task} data-task={task.kind}>
      <span className={`${css.badge} ${css[tone]}`} aria-hidden>
        <Icon size={18} strokeWidth={1.75} />
      </span>
      <div className={css.what}>
        <p id={titleId} className={css.title}>
          {title}
        </p>
        {text !== '' && <p className={css.text}>{text}</p>}
      </div>
      <Button look={isFirst ? 'primary' : 'plain'} aria-describedby={titleId} onPress={act}>
        {name}
      </Button>
    </li>
  );
}

function Calm({ nextReminderAt }: { readonly nextReminderAt: string | null }) {
  const { t, language } = useText();
  return (
    <div className={css.calm}>
      <span className={`${css.badge} ${css.ok} ${css.large}`} aria-hidden>
        <Check size={24} strokeWidth={1.6} />
      </span>
      <div className={css.what}>
        <p className={css.calmTitle}>{t('overview.calm')}</p>
        <p className={css.calmText}>
          {nextReminderAt === null
            ? t('overview.noReminder')
            : t('overview.nextReminder', { date: dueDay(nextReminderAt, language) })}
        </p>
      </div>
    </div>
  );
}
