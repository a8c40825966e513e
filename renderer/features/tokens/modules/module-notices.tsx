// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import css from '../tokens-page.module.css';

export function ModuleNotices() {
  const { t } = useText();
  const modules = useTokens((state) => state.modules) ?? [];
  const notes = useTokens((state) => state.notes);
  const missing = useTokens((state) => state.missing);
  const attempt = useAttempt();
  const waiting = modules.filter(({ state }) => state === 'needs-consent' || state === 'changed').length;
  const retry = (moduleId: string) =>
    attempt.run(async (options) => {
      await ipc('tokens.retryModule', { moduleId }, options);
      await refreshTokens({ look: true });
    });
  return (
    <div className={css.above}>
      {notes.map(({ code, path }) => (
        <Notice key={path} tone="warn">
          <p>{t(`tokens.note.${code}`, { path: screenText(path) })}</p>
        </Notice>
      ))}
      {missing.map(({ name, usb, files }) => (
        <Notice key={name} tone="warn" title={t('tokens.noLibraryTitle', { name, usb })}>
          <p>{t('tokens.noLibrary', { files: files.join(t('common.listSeparator')) })}</p>
        </Notice>
      ))}
      {modules.map(({ moduleId, name, state, faults }) =>
        state === 'paused' ? (
          <Notice
            key={moduleId}
            tone="bad"
            actions={
              <Button size="small" isDisabled={attempt.busy} onPress={() => void retry(moduleId)}>
                {t('tokens.moduleRetry')}
              </Button>
            }
          >
            <p>{t('tokens.modulePaused', { name: screenText(name) })}</p>
          </Notice>
        ) : (
          // The list of modules says why a broken one can't be loaded.
          faults > 0 &&
          state !== 'broken' && (
            <Notice
              key={moduleId}
              tone="warn"
              actions={
                <Button size="small" onPress={() => void openDialog('tokens.modules')}>
                  {t('tokens.noModuleAct')}
                </Button>
              }
            >
              <p>{t('tokens.moduleFaults', { name: screenText(name) })}</p>
            </Notice>
          )
        ),
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {waiting > 0 && (
        <Notice
          tone="off"
          title={t('tokens.consentTitle', { count: waiting })}
          actions={
            <Button size="small" onPress={() => void openDialog('tokens.modules')}>
              {t('tokens.noModuleAct')}
            </Button>
          }
        >
          <p>{t('tokens.consentText')}</p>
        </Notice>
      )}
    </div>
  );
}
