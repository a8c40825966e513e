// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { TokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import text from '../../../ui/text.module.css';
import css from '../token-dialogs.module.css';

export interface DataLossListProps {
  readonly list: TokenObjects | null;
  readonly seen: boolean;
  readonly onSeen: (seen: boolean) => void;
}

/** Erasing a non-empty token requires confirming this list. */
export function DataLossList({ list, seen, onSeen }: DataLossListProps) {
  const { t, language } = useText();
  if (list?.complete !== true) return <ProgressLine label={t('tokenObjects.reading')} />;
  const certificates = list.objects.flatMap(({ id, certificate }) =>
    certificate === null ? [] : [{ id, certificate }],
  );
  const keys = list.objects.filter((object) => object.class === 'private-key').length;
  return (
    <>
      {certificates.length === 0 ? (
        <p>{t('tokenWork.initialise.losingNone')}</p>
      ) : (
        <>
          <p className={css.lead}>{t('tokenWork.initialise.losing', { count: certificates.length })}</p>
          <ul className={css.items} aria-label={t('tokenWork.initialise.losing', { count: certificates.length })}>
            {certificates.map(({ id, certificate }) => (
              <li key={id}>
                {screenText(certificate.displayName)}{' '}
                <span className={text.sub}>
                  {screenText(certificate.issuerName)} ·{' '}
                  {t('tokenObjects.until', { date: shortDate(certificate.notAfter, language) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {keys > 0 && <p>{t('tokenWork.initialise.losingKeys', { count: keys })}</p>}
      {list.publicOnly && (
        <Notice tone="warn">
          <p>{t('tokenWork.initialise.hidden')}</p>
        </Notice>
      )}
      {list.objects.length > 0 && (
        <Checkbox isSelected={seen} onChange={onSeen}>
          {t('tokenWork.initialise.seen')}
        </Checkbox>
      )}
    </>
  );
}
