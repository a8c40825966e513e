// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { byteSize } from '../../lib/text/byte-size.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import css from './export-dialog.module.css';

export interface WrittenStepProps {
  readonly written: CallOutput<'exports.write'>;
  readonly forAndroid: boolean;
  readonly onClose: () => void;
}

export function WrittenStep({ written, forAndroid, onClose }: WrittenStepProps) {
  const { t, language } = useText();
  const { certificates: count, withKey, bytes, displayPath } = written;
  const contents =
    count === 0
      ? t('export.doneKeyOnly')
      : withKey
        ? t('export.doneContentsKey', { count })
        : t('export.doneContents', { count });
  return (
    <>
      <Notice tone="ok" title={t('export.doneTitle')} urgent>
        <p>{t('export.doneLead')}</p>
        <p>
          {contents} · {t('export.doneSize', { size: byteSize(bytes, language) })}
        </p>
        <p className={css.path}>{screenText(displayPath)}</p>
      </Notice>
      {forAndroid && <p>{t('export.androidNext')}</p>}
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
