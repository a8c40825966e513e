// SPDX-License-Identifier: Apache-2.0
import type { WebEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { deadline } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { toast } from '../../../state/toasts-store.ts';
import { resumeGuide } from '../../../state/enrolment/guide-store.ts';
import { isAtBranch, refreshWebEnrolments } from '../../../state/enrolment/web-enrolments-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { useCertificate } from '../guide/use-guide-facts.ts';
import { ArrivedFiles } from './arrived-files.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { HostText } from '../../../ui/host-text.tsx';
import css from '../enrolment-page.module.css';

const day = 86_400_000;

function stateOf(webEnrolment: WebEnrolment) {
  const { ready, 'usb-key': onKey, ...acted } = webEnrolment.steps;
  const atBranch = isAtBranch(webEnrolment);
  if (Object.keys(acted).length === 0) {
    // The command line ticks no steps, so without any, the website may have been opened.
    return ready === undefined || atBranch ? 'waitingItem' : 'notOpened';
  }
  if (onKey !== undefined && !atBranch) return 'onSite';
  return acted.download === undefined ? 'waitingItem' : 'downloaded';
}

export interface WebEnrolmentItemProps {
  readonly webEnrolment: WebEnrolment;
  readonly isNext?: boolean;
}

export function WebEnrolmentItem({ webEnrolment, isNext = false }: WebEnrolmentItemProps) {
  const { t, language } = useText();
  const now = useNow();
  const attempt = useAttempt();
  const { id, profile, purpose, renews, startedAt, files, folder } = webEnrolment;
  const renewed = useCertificate(
    renews,
    useVault(({ status }) => status?.revision ?? 0),
  );
  const name = screenText(profile.name);
  const certificate = renewed === null ? null : screenText(renewed.displayName);
  const named = certificate === null ? name : `${name} · ${certificate}`;
  const state = files.length > 0 ? 'came' : stateOf(webEnrolment);
  const days = Math.max(0, Math.floor((now - Date.parse(startedAt)) / day));
  const cancel = () =>
    attempt.run(async () => {
      await ipc('webEnrolments.cancel', { id, isFinished: false });
      toast((say) => say('webEnrolments.cancelled', { name }));
      await refreshWebEnrolments();
    });
  return (
    <li className={css.item}>
      <div className={css.grow}>
        <div className={layout.line}>
          <b className={text.name}>{name}</b>
          {certificate !== null && <span>{certificate}</span>}
          <Pill tone={files.length > 0 ? 'ok' : 'off'}>{t(`webEnrolments.${state}`)}</Pill>
          {purpose !== 'apply' && <Pill tone="off">{t(`webEnrolments.purpose.${purpose}`)}</Pill>}
        </div>
        <span className={css.muted}>
          {isAtBranch(webEnrolment) ? t('guide.branch.site') : <HostText host={profile.host} />}
        </span>
        <span className={css.muted} title={deadline(startedAt, language)}>
          {days === 0 ? t('enrolment.today') : t('enrolment.ago', { count: days })}
          {folder !== null && ` · ${t('webEnrolments.folder', { folder: screenText(folder.displayPath) })}`}
        </span>
        {(files.length > 0 || folder?.isThere === false) && (
          <ArrivedFiles webEnrolment={webEnrolment} isNext={isNext} />
        )}
        {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      </div>
      <div className={css.acts}>
        <Button
          size="small"
          look={isNext && files.length === 0 ? 'primary' : 'plain'}
          onPress={() => void resumeGuide(id)}
          aria-label={t('enrolment.of', { action: t('webEnrolments.goOn'), name: named })}
        >
          {t('webEnrolments.goOn')}
        </Button>
        <Button
          size="small"
          look="quiet"
          onPress={() => void cancel()}
          isDisabled={attempt.busy}
          aria-label={t('enrolment.of', { action: t('webEnrolments.cancel'), name: named })}
        >
          {t('webEnrolments.cancel')}
        </Button>
      </div>
    </li>
  );
}
