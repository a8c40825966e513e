// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { refreshCertificates } from '../../../state/certificates-store.ts';
import { toast } from '../../../state/toasts-store.ts';
import { refreshVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { PurgeForm, type PurgeWish } from './purge-form.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from './trash-dialog.module.css';

type Deleted = CallOutput<'deletion.list'>['certificates'][number];

/** Limits the display, not actions on all. */
const mostShown = 200;
const dayMs = 86_400_000;

/** Rounds up to days, with a minute's tolerance, because the page's clock can lag. */
export function daysUntil(purgeAt: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(purgeAt) - now - 60_000) / dayMs));
}

const counted = (which: readonly Deleted[]) => ({
  count: which.length,
  keys: which.filter(({ hasPrivateKey }) => hasPrivateKey).length,
});

export function TrashDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useText();
  const now = useNow();
  const [deleted, setDeleted] = useState<readonly Deleted[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [purging, setPurging] = useState<PurgeWish | null>(null);

  const load = useCallback(async () => {
    setDeleted((await ipc('deletion.list', {})).certificates);
  }, []);
  const act = useCallback(
    async (work: () => Promise<void>) => {
      setError(null);
      try {
        await work();
        await Promise.all([load(), refreshCertificates(), refreshVault()]);
      } catch (thrown) {
        setError(toAppError(thrown));
      }
    },
    [load],
  );
  useEffect(() => void act(async () => undefined), [act]);

  const restore = (which: readonly Deleted[]) =>
    void act(async () => {
      const certificates = which.map(({ sha256 }) => sha256);
      await ipc('deletion.restore', { certificates });
      toast((say) => say('trash.restored', { count: certificates.length }), null, certificates);
    });

  if (purging !== null) {
    return (
      <Dialog title={t('trash.purgeTitle')} width="narrow" onClose={onClose}>
        <PurgeForm
          wish={purging}
          onCancel={() => setPurging(null)}
          onPurged={() => {
            setPurging(null);
            void act(async () => undefined);
          }}
        />
      </Dialog>
    );
  }
  const count = deleted?.length ?? 0;
  return (
    <Dialog title={t('trash.title')} onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      {deleted !== null && <p>{count === 0 ? t('trash.empty') : t('trash.keptDays')}</p>}
      {count > 0 && (
        <ul className={layout.framed} aria-label={t('trash.title')}>
          {deleted?.slice(0, mostShown).map((each) => (
            <li key={each.sha256} className={css.entry}>
              <span className={css.what}>
                <b>{screenText(each.displayName)}</b>
                <span className={text.small}>
                  {screenText(each.issuerName)} · {t('trash.deletedOn', { date: shortDate(each.deletedAt, language) })}{' '}
                  · {t('trash.daysLeft', { count: daysUntil(each.purgeAt, now) })}
                </span>
              </span>
              <Button size="small" onPress={() => restore([each])}>
                {t('trash.restore')}
              </Button>
              <Button
                size="small"
                look="danger"
                onPress={() => setPurging({ sha256s: [each.sha256], name: each.displayName, ...counted([each]) })}
              >
                {t('trash.purge')}
              </Button>
            </li>
          ))}
          {count > mostShown && <li className={css.entry}>{t('trash.andMore', { count: count - mostShown })}</li>}
        </ul>
      )}
      <DialogActions>
        {count > 0 && (
          <div data-start>
            <Button look="danger" onPress={() => setPurging({ sha256s: null, name: null, ...counted(deleted ?? []) })}>
              {t('trash.purgeAll')}
            </Button>
          </div>
        )}
        {count > 1 && <Button onPress={() => restore(deleted ?? [])}>{t('trash.restoreAll')}</Button>}
        <Button look="primary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
