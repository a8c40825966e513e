// SPDX-License-Identifier: Apache-2.0
import { Building2, Landmark, Server, User } from 'lucide-react';
import type { InspectedCertificate } from '../../../../shared/schemas/certificates/inspection.ts';
import type { LossKind } from '../../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { statusNow, toneNow } from '../../../lib/text/countdown.ts';
import { useCountdown } from '../../../lib/text/countdown-text.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { holderOf } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import css from './one-file.module.css';

const avatars = { person: User, organisation: Building2, service: Server, authority: Landmark } as const;

export interface HolderCardProps {
  readonly certificate: InspectedCertificate;
  readonly id: string;
  readonly isKnown: boolean;
  readonly loss?: LossKind | null;
  readonly number?: string | null;
}

export function HolderCard({ certificate, id, isKnown, loss = null, number = null }: HolderCardProps) {
  const { t, language } = useText();
  const { notBefore, notAfter, displayName, issuerName, hasPrivateKey } = certificate;
  const { kind, facts } = holderOf({ ...certificate, place: null, holderNumber: null });
  const Avatar = avatars[kind];
  const { state, text } = useCountdown(notBefore, notAfter);
  const now = useNow();
  const status = statusNow('valid', notBefore, notAfter, now);
  const date = shortDate(state.phase === 'not-yet' ? notBefore : notAfter, language);
  const when = { running: 'time.until', expired: 'time.since', 'not-yet': 'time.from' } as const;
  const marks = [
    ...(number === null ? [] : [screenText(number)]),
    t(hasPrivateKey ? 'import.keyPaired' : 'import.noKey'),
    ...(isKnown ? [t('import.known')] : []),
  ];
  return (
    <li id={id} className={css.holder}>
      <span className={css.avatar}>
        <Avatar size={24} strokeWidth={1.6} aria-hidden />
      </span>
      <div className={css.who}>
        <div className={css.name}>{screenText(displayName)}</div>
        <div className={css.small}>
          {[...new Set([...facts, issuerName])].map((fact) => screenText(fact)).join(' · ')}
        </div>
        <div className={css.small}>{marks.join(' · ')}</div>
        {loss !== null && <Pill tone="bad">{t(`losses.mark.${loss}`)}</Pill>}
      </div>
      <div className={css.until}>
        <div className={css.left} data-tone={toneNow(status, notAfter, now)}>
          {text}
        </div>
        <div className={css.small}>{t(when[state.phase], { date })}</div>
      </div>
    </li>
  );
}
