// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../button.tsx';
import { DialogActions } from '../dialog/dialog-actions.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { Notice } from './notice.tsx';

export interface FileWrittenProps {
  readonly title: string;
  readonly done: string;
  readonly displayPath: string;
  readonly next?: string;
  readonly onClose: () => void;
}

export function FileWritten({ title, done, displayPath, next, onClose }: FileWrittenProps) {
  const { t } = useText();
  return (
    <Dialog title={title} width="narrow" onClose={onClose}>
      <Notice tone="ok" title={done} urgent>
        <p>{screenText(displayPath)}</p>
        {next !== undefined && <p>{next}</p>}
      </Notice>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
