// SPDX-License-Identifier: Apache-2.0
import { lossKinds } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Loss, LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../i18n/i18n.ts';
import { deadline } from '../../lib/text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import text from '../../ui/text.module.css';

export interface IncidentStepProps {
  readonly kind: LossKind | null;
  readonly loss: Loss | null;
  readonly busy: boolean;
  readonly onChoose: (kind: LossKind) => void;
  readonly onBack: (() => void) | null;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function IncidentStep({ kind, loss, busy, onChoose, onBack, onCancel, onNext }: IncidentStepProps) {
  const { t, language } = useText();
  return (
    <>
      <Choice
        look="cards"
        label={t('losses.what.label')}
        value={kind}
        onChange={onChoose}
        options={lossKinds.map((each) => ({
          value: each,
          name: t(`losses.what.${each}`),
          help: t(`losses.what.${each}Help`),
        }))}
      />
      <p className={text.small}>
        {loss === null
          ? t('losses.what.notYet')
          : t('losses.what.reported', { date: deadline(loss.reportedAt, language) })}
      </p>
      <DialogActions>
        <div data-start>
          {onBack === null ? (
            <Button onPress={onCancel}>{t('common.cancel')}</Button>
          ) : (
            <Button onPress={onBack}>{t('common.back')}</Button>
          )}
        </div>
        <Button look="primary" isDisabled={kind === null || busy} onPress={onNext}>
          {loss?.kind === kind && kind !== null ? t('common.next') : t('losses.what.report')}
        </Button>
      </DialogActions>
    </>
  );
}
