// SPDX-License-Identifier: Apache-2.0
import type { Practice } from '../../../../shared/schemas/practice.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Countdown, Foot, When } from '../certificate-card.tsx';
import card from '../certificate-card.module.css';
import css from './practice-page.module.css';

const backupKeys = { current: 'practice.backedUp', outdated: 'practice.oldBackup', none: 'practice.noBackup' } as const;

export function PracticeCard({ practice }: { readonly practice: Practice }) {
  const { t } = useText();
  const { certificate, former, isInstalled } = practice;
  const now = Date.parse(practice.now);
  return (
    <section className={css.section} aria-label={t('practice.certificate')}>
      <h2>{t('practice.certificate')}</h2>
      {certificate === null ? (
        <p className={css.none}>{t(practice.done === 0 ? 'practice.none' : 'practice.emptied')}</p>
      ) : (
        <div className={card.card}>
          <Countdown certificate={certificate} now={now} />
          <div className={card.text}>
            <h3 className={card.name}>{screenText(certificate.displayName)}</h3>
            <p className={card.sub}>{t('practice.ca')}</p>
            <When certificate={certificate} now={now} />
          </div>
          <Foot
            facts={
              <>
                <span className={certificate.backup === 'current' ? card.ok : card.warn}>
                  {t(backupKeys[certificate.backup ?? 'none'])}
                </span>
                <span>{t('practice.inVault')}</span>
                {isInstalled && <span>{t('practice.inBrowser')}</span>}
              </>
            }
            action={null}
          />
        </div>
      )}
      {former !== null && (
        <p className={css.former}>{t('practice.former', { status: t(`status.${former.status}`) })}</p>
      )}
    </section>
  );
}
