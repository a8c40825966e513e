// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime, shortDate } from '../../../lib/text/dates.ts';
import { isKeyBack, isRevocationOpen, lossWords, openWorkOf } from '../../../lib/text/loss-steps.ts';
import { screenText, unbrokenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useBankOf } from '../../../state/enrolment/banks.ts';
import { startLoss, withdrawLoss } from '../../../state/losses.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

export function LossNotice({ detail, loss }: { readonly detail: CertificateDetail; readonly loss: Loss }) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const { sha256 } = detail;
  const steps = openWorkOf(loss).map((work) => {
    const step = t(`losses.end.${work}Text`);
    return step.charAt(0).toLowerCase() + step.slice(1);
  });
  const isBack = isKeyBack(detail);
  const kind = t(`losses.notice.kind.${loss.kind}`);
  const [, progress] = lossWords(t, detail, detail.status);
  const { phone } = useBankOf(sha256);
  const { notifiedAt, confirmedAt, reference } = loss.done.includes('notified') ? loss : {};
  const record = [
    ...(notifiedAt === undefined ? [] : [t('losses.notice.notified', { time: dayAndTime(notifiedAt, language) })]),
    ...(reference === undefined ? [] : [t('losses.end.reference', { number: screenText(reference) })]),
    ...(confirmedAt === undefined ? [] : [t('losses.notice.confirmed', { time: dayAndTime(confirmedAt, language) })]),
    ...(phone === null ? [] : [t('losses.notice.phone', { number: unbrokenText(phone) })]),
  ];
  const isUsable = loss.kind !== 'lost' && isRevocationOpen(loss, detail.status);
  const isSettled = steps.length === 0 && !isUsable;
  return (
    <>
      <Notice
        tone={isBack || isSettled ? 'off' : 'warn'}
        title={[
          t('losses.notice.title', { kind, date: shortDate(loss.reportedAt, language) }),
          ...(progress === undefined ? [] : [progress]),
        ].join(' · ')}
        actions={
          <>
            <Button size="small" onPress={() => startLoss(sha256)}>
              {t('losses.notice.goOn')}
            </Button>
            <Button
              look={isBack ? 'primary' : 'plain'}
              size="small"
              isDisabled={attempt.busy}
              onPress={() => void attempt.run(() => withdrawLoss(detail))}
            >
              {t('losses.notice.foundAgain')}
            </Button>
          </>
        }
      >
        <p>
          {isBack
            ? t('losses.notice.keyBack')
            : steps.length === 0
              ? t(isUsable ? 'losses.confirmedOpen' : 'losses.notice.nothingOpen')
              : t('losses.notice.open', { steps: steps.join(t('common.listSeparator')) })}
        </p>
        {record.length > 0 && <p>{record.join(' · ')}</p>}
        {isUsable && <p>{t('losses.notice.usable')}</p>}
      </Notice>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </>
  );
}
