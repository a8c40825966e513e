// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import css from './losses.module.css';

export interface StepFootProps {
  readonly tick: string;
  readonly ticked: boolean;
  readonly onTick: (done: boolean) => Promise<void>;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly isPrimary?: boolean;
}

export function StepFoot({ tick, ticked, onTick, onBack, onNext, isPrimary = true }: StepFootProps) {
  const { t } = useText();
  return (
    <DialogActions>
      <div data-start>
        <Button onPress={onBack}>{t('common.back')}</Button>
      </div>
      <div className={css.tick}>
        <Checkbox isSelected={ticked} onChange={(done) => void onTick(done)}>
          {tick}
        </Checkbox>
      </div>
      <Button look={isPrimary ? 'primary' : 'plain'} onPress={onNext} autoFocus={isPrimary}>
        {t('common.next')}
      </Button>
    </DialogActions>
  );
}
