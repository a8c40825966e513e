// SPDX-License-Identifier: Apache-2.0
import { memo } from 'react';
import { Group, ToggleButton } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { certificateStatuses } from '../../../shared/domain/certificates/certificate-states.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { expiringDays, statusTone } from '../../lib/text/countdown.ts';
import { changeQuery, useCertificates } from '../../state/certificates-store.ts';
import css from './status-tiles.module.css';

/** Shown even at zero. */
const always: readonly CertificateStatus[] = ['valid', 'expiring', 'expired'];

/** Memoised against typing in the search. */
export const StatusTiles = memo(function StatusTiles() {
  const { t } = useText();
  const counts = useCertificates(useShallow((state) => state.list?.counts));
  const chosen = useCertificates((state) => state.query.statuses);
  if (counts === undefined) return null;
  const shown = certificateStatuses.filter((status) => always.includes(status) || counts[status] > 0);
  const word = (status: CertificateStatus) =>
    status === 'expiring' ? t('list.tileExpiring', { days: expiringDays }) : t(`status.${status}`);
  return (
    <Group className={css.tiles ?? ''} aria-label={t('list.filters')}>
      {shown.map((status) => (
        <ToggleButton
          key={status}
          className={css.tile ?? ''}
          isSelected={chosen.includes(status)}
          isDisabled={counts[status] === 0 && !chosen.includes(status)}
          onChange={(selected) => void changeQuery({ statuses: selected ? [status] : [] })}
        >
          <span className={css.number}>{counts[status]}</span>
          <span className={css.word}>
            <span className={`${css.dot} ${css[statusTone[status]]}`} aria-hidden />
            {word(status)}
          </span>
        </ToggleButton>
      ))}
    </Group>
  );
});
