import { useEffect, useRef, useState } from 'react';
import type { RevocationAnswer, RevocationPlan } from '../../../shared/schemas/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { ConsentStep } from './consent-step.tsx';
import { ResultStep } from './result-step.tsx';

export interface RevocationDialogProps {
  readonly sha256: string;
  readonly subject: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** V02: whom it takes, consent, asking, and what came of it. Where an issuer had to be fetched first, the same once more. */
export function RevocationDialog({ sha256, subject, name, onClose }: RevocationDialogProps) {
  const { t } = useText();
  const [plan, setPlan] = useState<RevocationPlan | null>(null);
  const [answer, setAnswer] = useState<RevocationAnswer | null>(null);
  const attempt = useAttempt();
  const asked = useRef(new Set<string>());

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
      const input = { sha256, urls: [...urls], privateHosts: [...privateHosts] };
      const came = await ipc('revocation.check', input, options);
      const next = await ipc('revocation.plan', { sha256 });
      const isMore = next.contacts.some(({ url }) => !asked.current.has(url));
      if (isMore && came.contacts.some(({ kind, outcome }) => kind === 'issuer' && outcome === 'answered'))
        setPlan(next);
      else setAnswer(came);
    });
  const close = () => {
    attempt.cancel();
    onClose();
  };
  return (
    <Dialog title={`${t('revocation.title')} · ${screenText(name)}`} onClose={close}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {answer === null && plan !== null && (
        <ConsentStep plan={plan} busy={attempt.busy} onAsk={(urls) => void ask(urls)} onClose={close} />
      )}
      {answer !== null && (
        <ResultStep
          answer={answer}
          certificate={{ sha256, subject }}
          busy={attempt.busy}
          onAgain={() => {
            asked.current.clear();
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
