// SPDX-License-Identifier: Apache-2.0
import { Archive } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { expiringDays } from '../../../shared/domain/certificates/certificate-status.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import type { Overview } from '../../../shared/schemas/overview.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { groupDigits } from '../../i18n/group-digits.ts';
import { useBackups } from '../../state/backups-store.ts';
import { goTo } from '../../state/route-store.ts';
import { Button } from '../../ui/button.tsx';
import css from './side-cards.module.css';
import { showInList } from './show-in-list.ts';

const alwaysShown = ['valid', 'expiring', 'expired', 'revoked'] as const satisfies readonly CertificateStatus[];
const shownIfAny = ['not-yet-valid', 'superseded'] as const satisfies readonly CertificateStatus[];

export function CountsCard({ counts }: Pick<Overview, 'counts'>) {
  const { t } = useText();
  const shown = [...alwaysShown, ...shownIfAny.filter((status) => counts[status] > 0)];
  return (
    <ul className={css.counts} aria-label={t('overview.counts.title')}>
      {shown.map((status) => (
        <li key={status}>
          <AriaButton
            className={css.count ?? ''}
            isDisabled={counts[status] === 0}
            onPress={() => showInList({ status })}
          >
            <span className={`${css.number} ${counts[status] > 0 ? css[status] : ''}`}>
              {groupDigits(counts[status])}
            </span>
            <span className={css.word}>
              {status === 'expiring' ? t('overview.counts.expiring', { days: expiringDays }) : t(`status.${status}`)}
            </span>
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}

export function BackupsCard({ overview }: { readonly overview: Overview }) {
  const text = useText();
  const { t, language } = text;
  const last = useBackups((state) => state.overview?.backups.find(({ problem }) => problem === null));
  const { withKey, current } = overview.backups;
  const keys = overview.certificates.filter(({ keyOnToken }) => keyOnToken !== null).length;
  const doubt = overview.tasks.find(({ kind }) => kind === 'backup-code' || kind === 'backup-here');
  const isSafe = withKey === current && doubt === undefined;
  const hint =
    withKey === 0
      ? keys > 0
        ? t('overview.backups.bank')
        : ''
      : last === undefined
        ? ''
        : doubt !== undefined
          ? t(doubt.kind === 'backup-code' ? 'backup.state.codeTooLate' : 'backup.state.onlyHere')
          : t('overview.backups.last', { date: dueDay(last.createdAt, language) });
  return (
    <div className={css.backups}>
      <span className={`${css.badge} ${isSafe ? css.ok : css.warn}`} aria-hidden>
        <Archive size={18} strokeWidth={1.75} />
      </span>
      <div className={css.text}>
        <p className={css.title}>{backupTitle(text, { withKey, current, keys })}</p>
        {hint !== '' && <p className={css.sub}>{hint}</p>}
      </div>
      <Button
        look="quiet"
        size="small"
        aria-label={t('overview.detailsOf', { name: t('overview.backups.title') })}
        onPress={() => goTo('backup')}
      >
        {t('overview.details')}
      </Button>
    </div>
  );
}

function backupTitle(
  { t }: Text,
  { withKey, current, keys }: { readonly withKey: number; readonly current: number; readonly keys: number },
): string {
  if (withKey === 0) return keys === 0 ? t('overview.backups.none') : t('overview.backups.keysOnly', { count: keys });
  if (current < withKey) return t('overview.backups.some', { current, withKey });
  return keys === 0
    ? t('overview.backups.all', { count: current })
    : t('overview.backups.allAndKeys', { count: current, keys });
}
