// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import css from '../enrolment-page.module.css';

export function AuthorityFacts({ profile }: { readonly profile: CaProfile }) {
  const { t, language } = useText();
  const { contact } = profile;
  const steps = profile.steps?.apply ?? [];
  const ways = [contact?.phone, contact?.email, contact?.url, contact?.hours?.[language]].filter(
    (way) => way !== undefined,
  );
  return (
    <>
      {steps.length > 0 && (
        <section className={css.facts}>
          <h3>{t('enrolment.steps')}</h3>
          <ol>
            {steps.map((step) => (
              <li key={step[language]}>{screenText(step[language])}</li>
            ))}
          </ol>
        </section>
      )}
      {ways.length > 0 && (
        <section className={css.facts}>
          <h3>{t('enrolment.contact')}</h3>
          <p className={css.muted}>{ways.map(screenText).join(' · ')}</p>
        </section>
      )}
    </>
  );
}
