// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { TokenModule } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import layout from '../../../ui/layout.module.css';
import css from './modules-dialog.module.css';

type Place = CallOutput<'tokens.browsers'>['places'][number];

export function ModuleBrowsers({ module, onBack }: { readonly module: TokenModule; readonly onBack: () => void }) {
  const { t } = useText();
  const { moduleId } = module;
  const [places, setPlaces] = useState<readonly Place[] | null>(null);
  const [restart, setRestart] = useState<ReadonlySet<string>>(new Set());
  const { run: look, ...looking } = useAttempt();
  const attempt = useAttempt();
  useEffect(() => {
    void look(async () => setPlaces((await ipc('tokens.browsers', { moduleId })).places));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once for each module
  }, [moduleId]);
  const change = (storeId: string, registered: boolean) =>
    attempt.run(async () => {
      const { restartNeeded } = await ipc('tokens.registerModule', { moduleId, storeId, registered });
      const next = new Set(restart);
      if (restartNeeded) next.add(storeId);
      else next.delete(storeId);
      setRestart(next);
      setPlaces((await ipc('tokens.browsers', { moduleId })).places);
    });
  return (
    <>
      <p>{t('modules.browsersLead')}</p>
      {looking.error !== null && <ErrorNotice key={looking.number} error={looking.error} />}
      {looking.busy && places === null && <ProgressLine label={t('modules.looking')} />}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {places?.length === 0 && (
        <Notice tone="off">
          <p>{t('modules.browsersNone')}</p>
        </Notice>
      )}
      {places !== null && places.length > 0 && (
        <ul className={layout.framed} aria-label={t('modules.browsersTitle')}>
          {places.map(({ storeId, storeName, registered }) => (
            <li key={storeId} className={css.module} data-store={storeId}>
              <div className={css.head}>
                <b className={css.name}>{screenText(storeName)}</b>
                <Pill tone={registered ? 'ok' : 'off'}>
                  {registered ? t('modules.registered') : t('modules.notRegistered')}
                </Pill>
                <Button
                  size="small"
                  isDisabled={attempt.busy}
                  onPress={() => void change(storeId, !registered)}
                  aria-label={t('modules.forOf', {
                    action: registered ? t('modules.unregister') : t('modules.register'),
                    name: screenText(storeName),
                  })}
                >
                  {registered ? t('modules.unregister') : t('modules.register')}
                </Button>
              </div>
              {restart.has(storeId) && (
                <p className={css.warn} role="status">
                  {t('modules.restart')}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <DialogActions>
        <Button onPress={onBack} autoFocus>
          {t('modules.back')}
        </Button>
      </DialogActions>
    </>
  );
}
