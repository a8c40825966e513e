// SPDX-License-Identifier: Apache-2.0
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Progress } from '../../../lib/ipc.ts';
import type { ImportSource } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import words from '../../../ui/text.module.css';
import css from '../import-dialog.module.css';

export interface ChooseStepProps {
  readonly error: AppError | null;
  readonly isChoosing: boolean;
  /** Progress in reading the paths of many chosen files. */
  readonly progress: Progress | null;
  readonly onCancel: () => void;
  readonly onChoose: () => void;
  readonly onAdd: (sources: readonly ImportSource[]) => void;
}

export function ChooseStep({ error, isChoosing, progress, onChoose, onCancel, onAdd }: ChooseStepProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className={css.zone}>
        <FileUp size={32} strokeWidth={1.5} aria-hidden />
        <p className={words.lead}>{t('import.chooseLead')}</p>
        <Button look="primary" isPending={isChoosing} onPress={onChoose} autoFocus>
          {t('import.chooseButton')}
        </Button>
        <p className={css.hint}>{t('import.chooseHint')}</p>
      </div>
      {isChoosing && progress !== null && (
        <ProgressLine label={t('import.inspecting')} progress={progress} onCancel={onCancel} />
      )}
      <div className={css.paste}>
        <TextField
          label={t('import.pasteLabel')}
          value={text}
          onChange={setText}
          lines={3}
          mono
          maxLength={1024 * 1024}
        />
        <Button size="small" isDisabled={text.trim() === ''} onPress={() => onAdd([{ kind: 'text', text }])}>
          {t('import.pasteButton')}
        </Button>
      </div>
    </>
  );
}
