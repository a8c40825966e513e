// SPDX-License-Identifier: Apache-2.0
import { FileBadge } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshEnrolment, useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import layout from '../../../ui/layout.module.css';
import css from '../enrolment-page.module.css';

export function ExampleList({ add }: { readonly add: ReactNode }) {
  const { t } = useText();
  const examples = useEnrolment((state) => state.examples);
  const attempt = useAttempt();
  const use = (protocol: CaProfile['protocol']) =>
    attempt.run(async () => {
      await ipc('profiles.addExample', { protocol });
      await refreshEnrolment();
    });
  return (
    <section className={css.teach} aria-labelledby="enrolment-none">
      <FileBadge size={28} strokeWidth={1.6} aria-hidden />
      <h2 id="enrolment-none">{t('enrolment.none.title')}</h2>
      <p>{t('enrolment.none.what')}</p>
      <p>{t('enrolment.none.why')}</p>
      <div>{add}</div>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <h3>{t('enrolment.none.examples')}</h3>
      <p className={css.muted}>{t('enrolment.none.examplesNote')}</p>
      <ul className={css.examples}>
        {examples.map(({ name, protocol }) => (
          <li key={protocol} className={css.example}>
            <span className={css.grow}>
              <span className={layout.line}>
                <b>{screenText(name)}</b>
                <Pill tone="off">{t(`enrolment.protocol.${protocol}`)}</Pill>
              </span>
              <span className={css.muted}>{t(`enrolment.protocolHelp.${protocol}`)}</span>
            </span>
            <Button
              size="small"
              onPress={() => void use(protocol)}
              isDisabled={attempt.busy}
              aria-label={t('enrolment.of', { action: t('enrolment.none.use'), name: screenText(name) })}
            >
              {t('enrolment.none.use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
