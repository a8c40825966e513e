// SPDX-License-Identifier: Apache-2.0
import type { OwnAnchor } from '../../../shared/schemas/trust/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { Fingerprint } from './fingerprint.tsx';
import text from '../../ui/text.module.css';
import css from './trust.module.css';

export interface AnchorItemProps {
  readonly anchor: OwnAnchor;
  readonly onConfirm: () => void;
  readonly onRemove: () => void;
}

export function AnchorItem({ anchor, onConfirm, onRemove }: AnchorItemProps) {
  const { t, language } = useText();
  const { sha256, displayName, subject, notAfter, trusted, confirmedAt } = anchor;
  const name = screenText(displayName);
  const date = shortDate(notAfter, language);
  const state = trusted ? 'trusted' : confirmedAt === null ? 'unconfirmed' : 'unsealed';
  const isOver = Date.parse(notAfter) < useNow();
  return (
    <li className={css.item}>
      <div className={css.grow}>
        <div className={css.line}>
          <b>{name}</b>
          <Pill tone={trusted ? 'ok' : 'warn'}>{t(`trust.state.${state}`)}</Pill>
          <span className={text.muted}>{t(isOver ? 'trust.expired' : 'trust.until', { date })}</span>
        </div>
        <span className={text.muted}>{screenText(subject)}</span>
        <Fingerprint sha256={sha256} name={displayName} />
        {state !== 'trusted' && <span>{t(`trust.why.${state}`)}</span>}
      </div>
      <div className={css.acts}>
        {confirmedAt === null && (
          <Button size="small" onPress={onConfirm} aria-label={t('trust.of', { action: t('trust.confirm'), name })}>
            {t('trust.confirm')}
          </Button>
        )}
        <Button
          size="small"
          look="quiet"
          onPress={onRemove}
          aria-label={t('trust.of', { action: t('trust.remove'), name })}
        >
          {t('trust.remove')}
        </Button>
      </div>
    </li>
  );
}
