// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { statusNow, toneNow } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { hexPairs } from '../../../lib/text/hex.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useBackups } from '../../../state/backups-store.ts';
import { Ring } from '../../../ui/feedback/ring.tsx';
import hidden from '../../../ui/visually-hidden.module.css';
import { FactRow } from '../../../ui/fact-row.tsx';
import { BankActs } from './bank-acts.tsx';
import css from './device.module.css';
import type { KeyCertificate } from './devices.ts';

export function KeyCertificateCard({ certificate }: { readonly certificate: KeyCertificate }) {
  const { t, language } = useText();
  const now = useNow();
  const backups = useBackupsOf(certificate);
  const { sha256, displayName, serial, part, loss, place, notBefore, notAfter, status } = certificate;
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const shown = statusNow(status, notBefore, notAfter, now);
  const tone = loss === null ? toneNow(shown, notAfter, now) : 'bad';
  const when = state.phase === 'expired' ? 'time.expiredOn' : 'time.expiresOn';
  return (
    <section
      aria-label={[screenText(displayName), ...(part === null ? [] : [t(`list.pair.${part}`)])].join(' · ')}
      data-certificate={sha256}
      className={css.part}
    >
      <div className={css.card}>
        <div className={css.ring}>
          <Ring fraction={state.fraction} tone={tone} size={72} />
          <span className={`${css.number} ${css[tone]}`} aria-hidden>
            {state.count}
            <span className={css.unit}>{t(`overview.unit.${state.unit}`)}</span>
          </span>
          <span className={hidden.hidden}>{words}</span>
        </div>
        <div className={css.text}>
          <h3>{screenText(displayName)}</h3>
          {part !== null && <p className={css.sub}>{t(`list.pair.${part}`)}</p>}
          <p className={css.sub}>
            {[...(place === null ? [] : [screenText(place)]), bankLine(certificate)].join(' · ')}
          </p>
          <p className={css.sub}>{t(when, { date: dueDay(notAfter, language) })}</p>
          {shown === 'superseded' && <p className={css.sub}>{t('status.superseded')}</p>}
          {loss !== null && <p className={css.bad}>{t(`losses.mark.${loss}`)}</p>}
          {backups > 0 && <p className={css.sub}>{t('overview.connected.holds', { count: backups })}</p>}
          {serial !== null && (
            <dl>
              <FactRow name={t('detail.serial')} copied={hexPairs(serial)} isMono>
                {hexPairs(serial)}
              </FactRow>
            </dl>
          )}
        </div>
      </div>
      <BankActs certificate={certificate} />
    </section>
  );
}

/** Only for a key that is also in the vault, because backups can't contain a USB key's own key. */
function useBackupsOf({ sha256, keyInVault, supersededBy }: KeyCertificate): number {
  const [count, setCount] = useState(0);
  const overview = useBackups((state) => state.overview);
  useEffect(() => {
    let current = true;
    setCount(0);
    if (!keyInVault || supersededBy !== null) return undefined;
    ipc('backups.ofCertificate', { sha256 }).then(
      ({ backups }) => current && setCount(backups.filter(({ problem }) => problem === null).length),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [sha256, keyInVault, supersededBy, overview]);
  return count;
}
