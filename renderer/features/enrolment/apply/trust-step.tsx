// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { HostTrust } from '../../../../shared/schemas/trust/host-trust.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { HostText } from '../../../ui/host-text.tsx';
import { AcceptAuthority } from './accept-authority.tsx';
import { AuthorityCard } from '../profiles/authority-card.tsx';
import css from '../enrolment-page.module.css';
import { hostWords } from '../../../lib/text/host-words.ts';

export interface TrustStepProps {
  readonly held: HeldProfile;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function TrustStep({ held, onBack, onNext }: TrustStepProps) {
  const { t, language } = useText();
  const [trust, setTrust] = useState<HostTrust | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const attempt = useAttempt();
  const { id: profileId } = held;
  useEffect(() => {
    void ipc('servers.trust', { profileId }).then(setTrust, (thrown: unknown) => setError(toAppError(thrown)));
  }, [profileId]);
  const forget = () => attempt.run(async () => setTrust(await withUnlock(() => ipc('servers.forget', { profileId }))));
  return (
    <>
      <p>{t('servers.trust.lead')}</p>
      <section className={css.facts}>
        <h3>{t('servers.trust.host')}</h3>
        <p className={css.address}>
          <HostText host={hostWords(held.host)} />
        </p>
      </section>
      {error !== null && <ErrorNotice error={error} />}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {trust?.source === 'profile' && (
        <Notice tone="ok">
          <p>{t('servers.trust.profile')}</p>
        </Notice>
      )}
      {trust?.source === 'accepted' && (
        <Notice
          tone="ok"
          title={t('servers.trust.accepted')}
          actions={
            <Button size="small" onPress={() => void forget()} isDisabled={attempt.busy}>
              {t('servers.trust.again')}
            </Button>
          }
        >
          {trust.accepted.map((authority) => (
            <div key={authority.sha256}>
              <AuthorityCard authority={authority} />
              <p className={css.muted}>
                {t('servers.trust.acceptedAt', { date: shortDate(authority.acceptedAt, language) })}
              </p>
            </div>
          ))}
        </Notice>
      )}
      {trust !== null && trust.source === null && <AcceptAuthority held={held} onAccepted={setTrust} />}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button
          key={String(trust?.source)}
          look="primary"
          onPress={onNext}
          isDisabled={trust === null || trust.source === null}
          autoFocus={trust !== null && trust.source !== null}
        >
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
