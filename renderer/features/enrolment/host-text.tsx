import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/screen-text.ts';
import css from './enrolment-page.module.css';

/** Both forms where they differ: a host in foreign letters may imitate another one. */
export function HostText({ host: { ascii, unicode } }: { readonly host: HeldProfile['host'] }) {
  const { t } = useText();
  return (
    <span className={css.host}>
      {screenText(unicode)}
      {ascii !== unicode && <span className={css.muted}> {t('enrolment.punycode', { host: ascii })}</span>}
    </span>
  );
}
