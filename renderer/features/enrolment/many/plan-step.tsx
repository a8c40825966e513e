// SPDX-License-Identifier: Apache-2.0
import { renewalWay } from '../../../../shared/domain/enrolment/renewal-way.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { type CertificateRow, startQueue } from '../../../state/enrolment/renew-many.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import words from '../../../ui/text.module.css';
import css from './renew-many.module.css';

export interface PlanStepProps {
  readonly rows: readonly CertificateRow[];
  readonly isBusy: boolean;
  readonly onStart: (sha256s: readonly string[]) => void;
  readonly onClose: () => void;
}

export function PlanStep({ rows, isBusy, onStart, onClose }: PlanStepProps) {
  const { t } = useText();
  const own = rows.filter((row) => renewalWay(row) === 'server');
  const others = rows.filter((row) => renewalWay(row) !== 'server');
  const walk = () => {
    startQueue(others);
    onClose();
  };
  return (
    <>
      <p className={words.lead}>{t('renewMany.lead')}</p>
      <Group title={t('renewMany.own', { count: own.length })} rows={own} />
      <Group title={t('renewMany.others', { count: others.length })} rows={others} />
      {own.length > 0 && (
        <Notice tone="off">
          <p>{t('renewMany.how')}</p>
        </Notice>
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </div>
        {own.length === 0 ? (
          <Button look="primary" onPress={walk} autoFocus>
            {t('renewMany.walk', { count: others.length })}
          </Button>
        ) : (
          <Button
            look="primary"
            isDisabled={isBusy}
            onPress={() => onStart(own.map(({ certificate }) => certificate.sha256))}
            autoFocus
          >
            {t('renewMany.start', { count: own.length })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function Group({ title, rows }: { readonly title: string; readonly rows: readonly CertificateRow[] }) {
  const { t } = useText();
  if (rows.length === 0) return null;
  return (
    <section className={css.group}>
      <h3>{title}</h3>
      <ul className={css.items} tabIndex={0} aria-label={title}>
        {rows.map((row) => {
          const way = renewalWay(row);
          const protocol = row.authority?.protocol.toUpperCase() ?? '';
          return (
            <li key={row.certificate.sha256} className={css.item} data-way={way}>
              <span className={words.name}>{screenText(row.certificate.displayName)}</span>
              <span className={css.way}>{t(`renewalList.way.${way}`, { protocol })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
