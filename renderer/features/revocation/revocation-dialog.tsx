// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import { isNewlyNamed, withEarlierOutcomes } from '../../../shared/domain/trust/revocation-rounds.ts';
import type { RevocationAnswer, RevocationPlan } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { ConsentStep, hasOnlyChanges } from './consent-step.tsx';
import { ResultStep } from './result-step.tsx';

export interface RevocationDialogProps {
  readonly sha256: string;
  readonly subject: string;
  readonly name: string;
  readonly isReported: boolean;
  readonly onClose: () => void;
}

/** Asks for consent again if a fetched issuer or a CRL reveals new addresses. */
export function RevocationDialog({ sha256, subject, name, isReported, onClose }: RevocationDialogProps) {
  const { t } = useText();
  const [plan, setPlan] = useState<RevocationPlan | null>(null);
  const [answer, setAnswer] = useState<RevocationAnswer | null>(null);
  const attempt = useAttempt();
  const asked = useRef(new Set<string>());
  /** Private-network hosts the user allowed in this dialog. */
  const allowed = useRef(new Set<string>());
  const [before, setBefore] = useState<RevocationAnswer | null>(null);

  const look = () =>
    attempt.run(async () => {
      setAnswer(null);
      setPlan(await ipc('revocation.plan', { sha256 }));
    });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void look();
  });

  const ask = (urls: readonly string[], privateHosts: readonly string[] = []) =>
    attempt.run(async (options) => {
      for (const url of urls) asked.current.add(url);
      for (const host of privateHosts) allowed.current.add(host);
      const input = { sha256, urls: [...urls], privateHosts: [...allowed.current] };
      const came = await ipc('revocation.check', input, options);
      const whole = withEarlierOutcomes(before, came);
      setBefore(whole);
      const next = await ipc('revocation.plan', { sha256 });
      const contacts = next.contacts.filter(({ url }) => !asked.current.has(url));
      const isMore = came.contacts.some(
        (contact) =>
          (contact.kind === 'issuer' && contact.outcome === 'answered') || isNewlyNamed(contact, asked.current),
      );
      if (isMore && urls.length > 0 && contacts.length > 0) {
        setPlan({ ...next, contacts });
        setAnswer(null);
      } else setAnswer(whole);
    });
  const close = () => {
    attempt.cancel();
    onClose();
  };
  return (
    <Dialog title={`${t('revocation.title')} · ${screenText(name)}`} onClose={close}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {answer === null && plan !== null && (
        <ConsentStep
          plan={plan}
          busy={attempt.busy}
          isReported={isReported}
          onAsk={(urls) => void ask(urls)}
          onClose={close}
          {...(hasOnlyChanges(plan) && { onSkip: () => (before === null ? void ask([]) : setAnswer(before)) })}
        />
      )}
      {answer !== null && (
        <ResultStep
          answer={answer}
          certificate={{ sha256, subject }}
          busy={attempt.busy}
          onAgain={() => {
            asked.current.clear();
            setBefore(null);
            void look();
          }}
          onPrivate={(urls, hosts) => void ask(urls, hosts)}
          onClose={close}
        />
      )}
      {attempt.busy && (
        <ProgressLine
          label={plan === null ? t('revocation.looking') : t('revocation.asking')}
          progress={attempt.progress}
          onCancel={attempt.cancel}
        />
      )}
    </Dialog>
  );
}
