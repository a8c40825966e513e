// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { localDay, shortDate } from '../../../lib/text/dates.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshCertificates } from '../../../state/certificates-store.ts';
import { closeDialogs } from '../../../state/dialogs/dialogs-store.ts';
import { endReturn, useBankReturn } from '../../../state/enrolment/bank-return.ts';
import { openHelp } from '../../../state/help-store.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

/** Asks once, after the user returns from the bank's website: they may have signed in with another certificate. */
export function BankValidPane({ sha256 }: { readonly sha256: string }) {
  const isAsked = useBankReturn((state) => state.isBack && state.sha256 === sha256);
  return isAsked && <Question sha256={sha256} />;
}

function Question({ sha256 }: { readonly sha256: string }) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
  }, []);
  const end = (closing: string | null) => {
    endReturn(closing);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const record = async () => {
    const bankValidOn = localDay(new Date().toISOString());
    if (!(await attempt.run(async () => void (await ipc('certificates.annotate', { sha256, bankValidOn }))))) return;
    end(null);
    const date = shortDate(`${bankValidOn}T12:00:00`, language);
    toast((say) => `${say('bankPage.title')} · ${say('bankPage.confirmed', { date })}`);
    await refreshCertificates();
  };
  const toHelp = () => {
    endReturn();
    closeDialogs();
    openHelp('browser');
  };
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Notice
        tone="off"
        urgent
        title={t('bankPage.isValid')}
        actions={
          <>
            <Button size="small" isDisabled={attempt.busy} onPress={() => void record()}>
              {t('bankPage.isValidYes')}
            </Button>
            <Button size="small" onPress={toHelp}>
              {t('bankPage.isValidNo')}
            </Button>
            <Button look="quiet" size="icon" aria-label={t('common.dismiss')} onPress={() => end(sha256)}>
              <X size={16} aria-hidden />
            </Button>
          </>
        }
      >
        <p>{t('bankPage.isValidHint')}</p>
      </Notice>
    </>
  );
}
