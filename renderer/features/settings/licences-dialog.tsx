// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './licences-dialog.module.css';

export function LicencesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [packages, setPackages] = useState<CallOutput<'app.licences'>['packages'] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    ipc('app.licences', {}).then(
      (answer) => current && setPackages(answer.packages),
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, []);
  return (
    <Dialog title={t('settings.licence')} onClose={onClose}>
      <p>{t('settings.licenceAbout')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {packages === null && error === null && <ProgressLine label={t('settings.licencesReading')} />}
      {packages !== null && (
        <>
          <h3>{t('settings.licencesOthers', { count: packages.length })}</h3>
          <ul className={css.list}>
            {packages.map(({ name, version, licence, text }) => (
              <li key={`${name} ${version}`}>
                {text === '' ? (
                  <div className={css.name}>
                    {screenText(name)} {version} <span>{licence}</span>
                  </div>
                ) : (
                  <Disclosure>
                    <Heading className={css.heading ?? ''} level={4}>
                      <AriaButton slot="trigger" className={css.name ?? ''}>
                        {screenText(name)} {version} <span>{licence}</span>
                      </AriaButton>
                    </Heading>
                    <DisclosurePanel>
                      <pre className={css.text}>{text}</pre>
                    </DisclosurePanel>
                  </Disclosure>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
