// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import css from './export-dialog.module.css';

export interface BulkWrittenStepProps {
  readonly written: CallOutput<'exports.writeMany'>;
  readonly forAndroid: boolean;
  readonly onClose: () => void;
}

export function BulkWrittenStep({ written, forAndroid, onClose }: BulkWrittenStepProps) {
  const { t, language } = useText();
  const { folder, written: count, withKey, notWritten, refused, stopped } = written;
  return (
    <>
      {count > 0 && (
        <Notice tone="ok" title={t('export.bulkDone', { count })} urgent>
          {withKey > 0 && <p>{t('export.bulkWithKey', { count: withKey })}</p>}
          <p className={css.path}>{screenText(folder)}</p>
        </Notice>
      )}
      {notWritten > 0 && (
        <Notice tone="warn" title={t('export.bulkNot', { count: notWritten })} urgent>
          {stopped !== null && <p>{joinSentences(t('export.bulkStopped'), errorText(stopped, {}, language).cause)}</p>}
          <ul>
            {refused.map(({ sha256, displayName, code }) => (
              <li key={sha256}>
                {screenText(displayName)}: {errorText(code, {}, language).cause}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {forAndroid && withKey > 0 && <p>{t('export.androidNext')}</p>}
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
