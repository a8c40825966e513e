// SPDX-License-Identifier: Apache-2.0
import { Bell, CircleHelp, FileText, Globe, LifeBuoy, RefreshCw, Usb } from 'lucide-react';
import { useId } from 'react';
import { daysLeft } from '../../../../shared/domain/certificates/certificate-status.ts';
import { renewalWay } from '../../../../shared/domain/enrolment/renewal-way.ts';
import type { RenewalRow, RenewalWay } from '../../../../shared/schemas/enrolment/renewal.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { institutionOf } from '../../../../shared/domain/certificates/bank-of.ts';
import { statusNow, statusTone, urgentDays } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { lossInList, lossWords } from '../../../lib/text/loss-steps.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { onKeyWords } from '../../../lib/text/token-name.ts';
import { choose, mayChoose, useRenewMany } from '../../../state/enrolment/renew-many.ts';
import { useKnownReplacement } from '../../../state/enrolment/use-replacement.ts';
import { Button } from '../../../ui/button.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import css from './renewal-list.module.css';
import { runWay } from './run-way.ts';

const icons = {
  server: RefreshCw,
  token: Usb,
  page: Globe,
  file: FileText,
  lost: LifeBuoy,
  reminder: Bell,
  unset: CircleHelp,
} as const satisfies Record<RenewalWay, typeof Bell>;
const clockSkew = 5 * 60_000;

export function RenewalLine({ row, isChosen }: { readonly row: RenewalRow; readonly isChosen: boolean }) {
  const { t } = useText();
  const now = useNow();
  const nameId = useId();
  const way = renewalWay(row);
  const picked = useRenewMany((state) => state.chosen);
  const isQueued = useRenewMany((state) => state.queue.length > 0);
  const sha256 = mayChoose(row) ? row.certificate.sha256 : null;
  const replacement = useKnownReplacement(way === 'lost' && row.kind === 'certificate' ? row.certificate.sha256 : null);
  const { name, note, status, notAfter, isOnKey, ...given } = factsOf(row, t);
  const start = Date.parse(given.notBefore);
  const notBefore = new Date(start - now < clockSkew ? Math.min(start, now) : start).toISOString();
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const shown = statusNow(status, notBefore, notAfter, now);
  const isDue = shown === 'expiring' || shown === 'expired';
  const isUrgent = shown === 'expired' || daysLeft(notAfter, new Date(now)) <= urgentDays;
  const loss = row.kind === 'certificate' ? lossInList(row.certificate, shown) : null;
  const progress = loss !== null && row.kind === 'certificate' ? lossWords(t, row.certificate, shown)[1] : undefined;
  const tone = isUrgent || loss !== null ? 'bad' : statusTone[shown];
  const Icon = way === 'page' && isOnKey ? Usb : icons[way];
  const protocol = row.kind === 'certificate' ? (row.authority?.protocol.toUpperCase() ?? '') : '';
  return (
    <div className={`${css.row} ${isChosen ? css.chosen : ''}`} role="row" data-way={way}>
      <div role="cell">
        {sha256 !== null && picked !== null ? (
          <span id={nameId} className={css.name}>
            <Checkbox isSelected={picked.has(sha256)} onChange={(isOn) => choose(sha256, isOn)}>
              {screenText(name)}
            </Checkbox>
          </span>
        ) : (
          <span id={nameId} className={css.name}>
            {screenText(name)}
          </span>
        )}
        <div className={css.note} data-beside={sha256 !== null && picked !== null}>
          {screenText(note)}
        </div>
      </div>
      <span role="cell" className={css.left}>
        <Ring fraction={state.fraction} tone={tone} size={16} />
        <span>
          <span className={css[tone]}>{loss === null ? words : t(`losses.short.${loss}`)}</span>
          {progress !== undefined && <span className={css.progress}>{progress}</span>}
        </span>
      </span>
      <span role="cell" className={css.way}>
        <Icon size={16} aria-hidden />
        {replacement === null ? t(`renewalList.way.${way}`, { protocol }) : t('losses.end.running')}
      </span>
      <span role="cell" className={css.act}>
        {picked === null && (
          <Button
            size="small"
            look={way === 'server' && isDue && !isQueued ? 'primary' : 'plain'}
            aria-describedby={nameId}
            onPress={() => (replacement === null ? void runWay(row, way) : replacement.resume())}
          >
            {t(replacement === null ? `renewalList.act.${way}` : 'losses.replace.resume')}
          </Button>
        )}
      </span>
    </div>
  );
}

function factsOf(row: RenewalRow, t: Text['t']) {
  if (row.kind === 'entry') {
    const { name, place, status, createdAt, notAfter } = row.entry;
    // The clock may have been set back.
    const notBefore = new Date(Math.min(Date.parse(createdAt), Date.now())).toISOString();
    return { name, note: place ?? '', status, notBefore, notAfter, isOnKey: false };
  }
  const { certificate, authority } = row;
  const { displayName, subject, issuer, issuerName, place, keyOnToken, status, notBefore, notAfter } = certificate;
  const isOnKey = keyOnToken !== null;
  const who = authority?.name ?? institutionOf(subject, issuer) ?? issuerName;
  const key = keyOnToken === null ? [] : [onKeyWords(t, keyOnToken.label)];
  const note = [who, ...(place === null ? key : [place])].join(' · ');
  return { name: displayName, note, status, notBefore, notAfter, isOnKey };
}
