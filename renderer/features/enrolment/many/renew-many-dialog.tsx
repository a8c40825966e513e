// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { BatchItem } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import type { CertificateRow } from '../../../state/enrolment/renew-many.ts';
import { storesChanged } from '../../../state/stores/stores-store.ts';
import { requestUnlock } from '../../../state/vault/unlock.ts';
import { isNotLocked, useVault } from '../../../state/vault/vault-store.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { PlanStep } from './plan-step.tsx';
import { SummaryStep } from './summary-step.tsx';

type Given = Omit<CallInput<'renewals.submitMany'>, 'certificates'>;

export interface RenewManyDialogProps {
  readonly rows: readonly CertificateRow[];
  readonly onClose: () => void;
}

/** Renews by protocol in one batch, then queues the rest for the user. */
export function RenewManyDialog({ rows, onClose }: RenewManyDialogProps) {
  const { t } = useText();
  const [items, setItems] = useState<readonly BatchItem[] | null>(null);
  const [total, setTotal] = useState(0);
  const attempt = useAttempt();

  const send = (certificates: readonly string[], given: Given) =>
    attempt.run(async (options) => {
      // Unlock first, because a retry after unlocking would ask for confirmation again.
      if (!isNotLocked(useVault.getState()) && !(await requestUnlock())) return;
      setTotal(certificates.length);
      const answer = await ipc('renewals.submitMany', { certificates: [...certificates], ...given }, options);
      const found = new Map(answer.items.map((item) => [item.sha256, item]));
      setItems((before) => [
        ...(before ?? []).map((item) => found.get(item.sha256) ?? item),
        ...answer.items.filter(({ sha256 }) => before?.some((item) => item.sha256 === sha256) !== true),
      ]);
      storesChanged();
    });
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const done = Math.round((attempt.progress?.fraction ?? 0) * total);
  return (
    <Dialog title={t('renewMany.title', { count: rows.length })} onClose={close} width="bulk">
      {attempt.error !== null && (
        <ErrorNotice key={attempt.number} error={attempt.error} title={t('renewMany.failed')} />
      )}
      {items === null ? (
        <PlanStep
          rows={rows}
          isBusy={attempt.busy}
          onStart={(sha256s) => void send(sha256s, { seen: [], passwords: [] })}
          onClose={close}
        />
      ) : (
        <SummaryStep
          rows={rows}
          items={items}
          isBusy={attempt.busy}
          onAgain={(sha256s, given) => void send(sha256s, given)}
          onClose={close}
        />
      )}
      {attempt.busy && (
        <ProgressLine
          label={t('renewMany.running', { done: Math.min(done + 1, total), total })}
          progress={attempt.progress}
          onCancel={attempt.cancel}
        />
      )}
    </Dialog>
  );
}
