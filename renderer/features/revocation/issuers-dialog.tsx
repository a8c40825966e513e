// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import type { FetchedIssuers, RevocationPlan } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { type CallOptions, ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { refreshCertificates } from '../../state/certificates-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { AskedContacts } from './asked-contacts.tsx';
import { ConsentStep } from './consent-step.tsx';
import { issuersMissing } from './issuers-missing.ts';
import { KeptIssuers } from './kept-issuers.tsx';

export interface IssuersDialogProps {
  readonly sha256: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function IssuersDialog({ sha256, name, onClose }: IssuersDialogProps) {
  const { t } = useText();
  const [plan, setPlan] = useState<RevocationPlan | null>(null);
  const [answer, setAnswer] = useState<FetchedIssuers | null>(null);
  const attempt = useAttempt();
  const asked = useRef(new Set<string>());
  const take = async (urls: readonly string[], privateHosts: readonly string[], options: CallOptions) => {
    for (const url of urls) asked.current.add(url);
    const input = { sha256, urls: [...urls], privateHosts: [...privateHosts] };
    const came = await ipc('revocation.fetchIssuers', input, options);
    // Update the chain at once instead of seconds later.
    if (came.complete) await ipc('paths.check', { sha256 }).catch(() => undefined);
    if (came.complete || came.kept.length > 0) await refreshCertificates();
    const kept = [...(answer?.kept ?? []), ...came.kept];
    const again = new Set(came.contacts.map(({ url }) => url));
    const earlier = (answer?.contacts ?? []).filter(({ url }) => !again.has(url));
    setAnswer({ ...came, kept, contacts: [...earlier, ...came.contacts] });
    const next = await issuersMissing(sha256);
    const contacts = next.contacts.filter(({ url }) => !asked.current.has(url));
    setPlan(contacts.length > 0 ? { ...next, contacts } : null);
  };
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void attempt.run(async (options) => {
      const found = await issuersMissing(sha256);
      // The issuers were fetched earlier, so contact no host.
      if (found.contacts.length === 0 && found.issuersAtHand > 0) await take([], [], options);
      else setPlan(found);
    });
  });

  const fetch = (urls: readonly string[], privateHosts: readonly string[] = []) =>
    attempt.run(async (options) => await take(urls, privateHosts, options));
  const close = () => {
    attempt.cancel();
    onClose();
  };
  return (
    <Dialog title={`${t('revocation.issuers.title')} · ${screenText(name)}`} onClose={close}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {answer !== null && <Outcome answer={answer} goesOn={plan !== null} />}
      {answer !== null && plan === null && (
        <AskedContacts
          contacts={answer.contacts}
          busy={attempt.busy}
          onPrivate={(urls, hosts) => void fetch(urls, hosts)}
        />
      )}
      {plan !== null && (
        <ConsentStep plan={plan} busy={attempt.busy} verb="fetch" onAsk={(urls) => void fetch(urls)} onClose={close} />
      )}
      {attempt.busy && (
        <ProgressLine
          label={plan === null && answer === null ? t('revocation.looking') : t('revocation.issuers.fetching')}
          progress={attempt.progress}
          onCancel={attempt.cancel}
        />
      )}
      {answer !== null && plan === null && (
        <DialogActions>
          {/* Takes the focus, because the pressed button may be gone. */}
          <Button key={attempt.number} look="primary" onPress={close} autoFocus>
            {t('common.done')}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  );
}

function Outcome({
  answer: { kept, complete },
  goesOn,
}: {
  readonly answer: FetchedIssuers;
  readonly goesOn: boolean;
}) {
  const { t } = useText();
  if (goesOn && kept.length === 0) return null;
  return (
    <Notice tone={complete || goesOn ? 'ok' : 'warn'} urgent>
      <KeptIssuers issuers={kept} />
      {!goesOn && <p>{t(complete ? 'revocation.issuers.complete' : 'revocation.issuers.incomplete')}</p>}
    </Notice>
  );
}
