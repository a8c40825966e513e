// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc, type Progress, toAppError } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from './trash-dialog.module.css';

export interface PurgeWish {
  readonly sha256s: readonly string[] | null;
  /** Null for all certificates, where the count is typed. */
  readonly name: string | null;
  readonly count: number;
  readonly keys: number;
}

export interface PurgeFormProps {
  readonly wish: PurgeWish;
  readonly onCancel: () => void;
  readonly onPurged: () => void;
}

export function PurgeForm({ wish, onCancel, onPurged }: PurgeFormProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  const shown = wish.name === null ? t('trash.toType', { count: wish.count }) : screenText(wish.name);
  const meant = typed.trim() !== '' && typed.replaceAll(/[\s,，]/g, '') === shown.replaceAll(/[\s,，]/g, '');

  const purge = async () => {
    setBusy(true);
    setError(null);
    try {
      const certificates = wish.sha256s === null ? null : [...wish.sha256s];
      const { purged, residueLeft } = await ipc('deletion.purge', { certificates }, { onProgress: setProgress });
      toast(
        (say) => say(residueLeft ? 'trash.purgedLater' : 'trash.purged', { count: purged }),
        null,
        certificates ?? [],
      );
      onPurged();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };

  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <Notice
        tone="warn"
        title={
          wish.keys === 0
            ? t('trash.purgeWarning', { count: wish.count })
            : t('trash.purgeWithKeys', { count: wish.count, keys: t('trash.purgeKeys', { count: wish.keys }) })
        }
      >
        <p>{t('trash.purgeHint')}</p>
      </Notice>
      <p className={css.code}>{shown}</p>
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (meant && !busy) void purge();
        }}
      >
        <TextField label={t('trash.typeIt')} value={typed} onChange={setTyped} isDisabled={busy} autoFocus />
      </Form>
      {busy && <ProgressLine label={t('trash.purging')} progress={progress} />}
      <DialogActions>
        <Button onPress={onCancel} isDisabled={busy}>
          {t('common.cancel')}
        </Button>
        <Button look="danger" type="submit" form={form} isDisabled={!meant || busy}>
          {t('trash.purge')}
        </Button>
      </DialogActions>
    </>
  );
}
