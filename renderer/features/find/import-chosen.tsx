// SPDX-License-Identifier: Apache-2.0
import { Download } from 'lucide-react';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import type { Chosen } from './use-chosen.ts';

interface ImportChosenProps {
  readonly chosen: Chosen;
}

export function ImportButton({ chosen: { ids, attempt, run } }: ImportChosenProps) {
  const { t } = useText();
  return (
    <Button look="primary" isDisabled={ids.length === 0 || attempt.busy} onPress={() => void run()}>
      <Download size={16} aria-hidden />
      {ids.length === 0 ? t('find.importNone') : t('find.import', { count: ids.length })}
    </Button>
  );
}

export function ImportOutcome({ chosen: { attempt, outcome } }: ImportChosenProps) {
  const { t, language } = useText();
  return (
    <>
      {attempt.busy && (
        <ProgressLine label={t('find.importing')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      {attempt.error !== null && (
        <ErrorNotice
          key={attempt.number}
          error={attempt.error}
          actions={
            attempt.error.code === 'secret-required' && (
              <Button onPress={() => void openDialog('vault.set-passphrase').then(attempt.clear)}>
                {t('find.setPassphrase')}
              </Button>
            )
          }
        />
      )}
      {outcome !== null && (
        <Notice tone={outcome.notImported.length > 0 ? 'warn' : 'ok'} title={t('find.imported')} urgent>
          <p>{t('find.importedCounts', { ...outcome, keys: outcome.keysAdded })}</p>
          {outcome.notImported.length > 0 && (
            <ul>
              {outcome.notImported.map(({ id, fileName, code }) => (
                <li key={id}>
                  {screenText(fileName)}
                  {t('common.colon')}
                  {errorText(code, {}, language).cause}
                </li>
              ))}
            </ul>
          )}
          <p>{t('find.originalsStay')}</p>
        </Notice>
      )}
    </>
  );
}
