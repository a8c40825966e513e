// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { renewalWay } from '../../../../shared/domain/enrolment/renewal-way.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { leaveQueue, nextInQueue, useRenewMany } from '../../../state/enrolment/renew-many.ts';
import { useRenewals } from '../../../state/enrolment/renewals-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { runWay } from '../list/run-way.ts';

export function QueueBar() {
  const { t } = useText();
  const { queue, queued } = useRenewMany();
  const { rows, total } = useRenewals();
  const [row] = queue;
  const sha256 = row?.certificate.sha256 ?? null;
  // A renewed certificate leaves the list.
  const isOver =
    sha256 !== null &&
    rows !== null &&
    rows.length >= total &&
    !rows.some((each) => each.kind === 'certificate' && each.certificate.sha256 === sha256);
  useEffect(() => {
    if (isOver) nextInQueue();
  }, [isOver, sha256]);
  if (row === undefined) return null;
  const way = renewalWay(row);
  const protocol = row.authority?.protocol.toUpperCase() ?? '';
  return (
    <Notice
      tone="off"
      title={t('renewMany.next', {
        name: screenText(row.certificate.displayName),
        at: queued - queue.length + 1,
        total: queued,
      })}
      actions={
        <>
          <Button look="primary" size="small" onPress={() => void runWay(row, way)}>
            {t(`renewalList.act.${way}`)}
          </Button>
          <Button size="small" onPress={nextInQueue}>
            {t(queue.length > 1 ? 'renewMany.skip' : 'common.done')}
          </Button>
          {queue.length > 1 && (
            <Button look="quiet" size="small" onPress={leaveQueue}>
              {t('renewMany.end')}
            </Button>
          )}
        </>
      }
    >
      <p>{t(`renewalList.way.${way}`, { protocol })}</p>
    </Notice>
  );
}
