// SPDX-License-Identifier: Apache-2.0
import { isAskedAlone, isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { Language } from '../../../../shared/i18n/language.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { dayAndTime, deadline } from '../../../lib/text/dates.ts';
import { statusTone } from '../../../lib/text/countdown.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { continueRequest, openRequest } from '../../../state/enrolment/enrolment-dialogs.ts';
import { goTo } from '../../../state/route-store.ts';
import { startInstallOf } from '../../../state/stores/store-dialogs.ts';
import { usePlaces } from '../../../state/stores/use-places.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from '../enrolment-page.module.css';
import { useCertificate } from '../guide/use-guide-facts.ts';
import { organisationIn, subjectName } from '../../../lib/text/holder.ts';

const day = 86_400_000;
const usable: ReadonlySet<string> = new Set(['valid', 'expiring', 'not-yet-valid']);

export interface RequestItemProps {
  readonly request: PendingRequest;
  readonly isNext?: boolean;
}

export function RequestItem({ request, isNext = false }: RequestItemProps) {
  const { t, language } = useText();
  const now = useNow();
  const { state, certificate, problem, token } = request;
  const name = subjectName(request.subject);
  const organisation = organisationIn(request.subject, '');
  const detail = useCertificate(
    certificate,
    useVault((vault) => vault.status?.revision ?? 0),
  );
  const isUsable = detail !== null && usable.has(detail.status);
  const { places } = usePlaces(isUsable && token === null ? certificate : null);
  const isInstalled = (places?.places.length ?? 0) > 0;
  const isAsked = isServerProtocol(request.profile.protocol);
  const answerWord = t(isAsked ? 'servers.send.askOnce' : 'enrolment.reply');
  const days = Math.max(0, Math.floor((now - Date.parse(request.createdAt)) / day));
  const authority = `${screenText(request.profile.name)} · ${request.profile.host}`;
  const view = (sha256: string) => {
    goTo('certificates');
    selectCertificate(sha256);
  };
  return (
    <li className={css.item}>
      <div className={css.grow}>
        <div className={layout.line}>
          <b className={text.name}>{name}</b>
          <Pill tone={state === 'done' ? 'ok' : 'off'}>{t(`enrolment.state.${stateOf(request)}`)}</Pill>
          {detail !== null && !isUsable && <Pill tone={statusTone[detail.status]}>{t(`status.${detail.status}`)}</Pill>}
        </div>
        {state === 'pending' && organisation !== null && organisation !== name && (
          <span className={css.muted}>{screenText(organisation)}</span>
        )}
        {state === 'pending' && <span className={css.muted}>{authority}</span>}
        <span className={css.muted} title={deadline(request.createdAt, language)}>
          {state === 'done' && `${authority} · `}
          {days === 0 ? t('enrolment.today') : t('enrolment.ago', { count: days })}
          {request.place !== null && ` · ${screenText(request.place)}`}
        </span>
        {problem !== null && state === 'pending' && (
          <span className={css.bad}>
            {t('enrolment.notTaken', { reason: t(`enrolment.answer.problem.${problem}`) })}
          </span>
        )}
        {request.lostAnswers > 0 && (
          <span className={css.bad}>{t('servers.authorityKey.lost', { count: request.lostAnswers })}</span>
        )}
        <span>{nextWords(t, request, language, isUsable ? { detail, places: places?.places.length } : null)}</span>
      </div>
      <div className={css.acts}>
        {state === 'pending' && (
          <>
            <Button
              size="small"
              look={isNext ? 'primary' : 'plain'}
              onPress={() => continueRequest(request)}
              aria-label={t('enrolment.of', { action: answerWord, name })}
            >
              {answerWord}
            </Button>
            {request.keyMadeBy === null && (
              <Button
                size="small"
                onPress={() => openRequest('enrolment.show', request)}
                aria-label={t('enrolment.of', { action: t('enrolment.show'), name })}
              >
                {t('enrolment.show')}
              </Button>
            )}
          </>
        )}
        {certificate !== null && (
          <>
            <Button
              size="small"
              onPress={() => view(certificate)}
              aria-label={t('enrolment.of', { action: t('enrolment.view'), name })}
            >
              {t('enrolment.view')}
            </Button>
            {isUsable && token === null && isInstalled && detail.backup !== 'current' && (
              <Button
                size="small"
                onPress={() => startBackup([certificate])}
                aria-label={t('enrolment.of', { action: t('enrolment.answer.backUp'), name })}
              >
                {t('enrolment.answer.backUp')}
              </Button>
            )}
            {isUsable && token === null && !isInstalled && (
              <Button
                size="small"
                onPress={() => startInstallOf([certificate])}
                aria-label={t('enrolment.of', { action: t('enrolment.answer.install'), name })}
              >
                {t('enrolment.answer.install')}
              </Button>
            )}
          </>
        )}
        <Button
          size="small"
          look="quiet"
          onPress={() => openRequest('enrolment.delete', request)}
          aria-label={t('enrolment.of', { action: t('enrolment.delete'), name })}
        >
          {t('enrolment.delete')}
        </Button>
      </div>
    </li>
  );
}

function needsYou({ state, profile, askAgainAt }: PendingRequest): boolean {
  return state === 'pending' && isServerProtocol(profile.protocol) && askAgainAt === null;
}

function stateOf(request: PendingRequest): 'pending' | 'done' | 'needsYou' {
  return needsYou(request) ? 'needsYou' : request.state;
}

type Usable = { readonly detail: CertificateDetail; readonly places: number | undefined } | null;

function nextWords(t: Text['t'], request: PendingRequest, language: Language, usableNow: Usable): string {
  const { state, token, profile, askAgainAt, problem, answerKept, lostAnswers } = request;
  if (state === 'done') {
    if (usableNow === null) return '';
    if (token !== null) return t('enrolment.next.onToken', { token: screenText(token) });
    if (usableNow.places === 0) return t('enrolment.next.done');
    return usableNow.places === undefined || usableNow.detail.backup === 'current' ? '' : t('enrolment.next.backUp');
  }
  if (needsYou(request)) {
    const isOpen = problem !== null || answerKept || lostAnswers > 0;
    return t(isOpen ? 'servers.next.needsYou' : 'servers.next.notAccepted');
  }
  if (isServerProtocol(profile.protocol) && askAgainAt !== null) {
    const next = isAskedAlone(request) ? 'servers.next.waits' : 'servers.next.askAfter';
    return t(next, { time: dayAndTime(askAgainAt, language) });
  }
  return token === null ? t('enrolment.next.pending') : t('enrolment.next.token', { token: screenText(token) });
}
