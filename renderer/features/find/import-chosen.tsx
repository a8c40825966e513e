// SPDX-License-Identifier: Apache-2.0
import { Download } from 'lucide-react';
import { useState } from 'react';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './find-page.module.css';

export interface ImportChosenProps {
  readonly ids: readonly string[];
  readonly selectable: readonly string[];
  readonly onTick: (ids: readonly string[]) => void;
  readonly onDone: () => void;
}

/** Main's limit per call. */
const maxChosen = 1000;

export function ImportChosen({ ids, selectable, onTick, onDone }: ImportChosenProps) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const [outcome, setOutcome] = useState<CallOutput<'discovery.import'> | null>(null);
  const all = ids.length > 0 && ids.length === selectable.length;
  const take = async () => {
    setOutcome(null);
    const through = await attempt.run(async (options) => {
      setOutcome(await ipc('discovery.import', { ids: ids.slice(0, maxChosen) }, options));
    });
    if (through) onDone();
  };
  return (
    <>
      <div className={css.buttons}>
        <Button look="primary" isDisabled={ids.length === 0 || attempt.busy} onPress={() => void take()}>
          <Download size={16} aria-hidden />
          {ids.length === 0 ? t('find.importNone') : t('find.import', { count: ids.length })}
        </Button>
        {selectable.length > 0 && (
          <Button isDisabled={attempt.busy} onPress={() => onTick(all ? [] : selectable)}>
            {all ? t('find.tickNone') : t('find.tickNew', { count: selectable.length })}
          </Button>
        )}
      </div>
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
                  {screenText(fileName)}: {errorText(code, {}, language).cause}
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
