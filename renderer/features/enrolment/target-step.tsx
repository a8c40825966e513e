import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';
import { annotationLimits } from '../../../shared/schemas/annotation-limits.ts';
import { useText } from '../../i18n/i18n.ts';
import { algorithmName } from '../../lib/algorithm-name.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type ApplyForm, keyTypesOf } from './apply-form.ts';

export interface TargetStepProps {
  readonly profile: CaProfile;
  readonly form: ApplyForm;
  readonly onChange: (change: Pick<Partial<ApplyForm>, 'place' | 'algorithm'>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Where the certificate will live comes before everything else: it says whether its key can ever be backed up. */
export function TargetStep({ profile, form, onChange, onBack, onNext }: TargetStepProps) {
  const { t } = useText();
  const keyTypes = keyTypesOf(profile);
  const [first = 'ec-p256'] = keyTypes;
  return (
    <>
      <Choice
        look="cards"
        label={t('enrolment.wizard.target')}
        value="vault"
        onChange={() => undefined}
        options={[
          { value: 'vault', name: t('enrolment.wizard.vault'), help: t('enrolment.wizard.vaultHelp') },
          {
            value: 'token',
            name: t('enrolment.wizard.token'),
            help: t('enrolment.wizard.tokenHelp'),
            isDisabled: true,
          },
        ]}
      />
      {keyTypes.length > 1 && (
        <SelectField
          label={t('enrolment.wizard.algorithm')}
          value={form.algorithm ?? first}
          onChange={(algorithm) => onChange({ algorithm })}
          options={keyTypes.map((each) => ({ value: each, name: algorithmName(each) }))}
        />
      )}
      <TextField
        label={t('enrolment.wizard.place')}
        hint={t('enrolment.wizard.placeHint')}
        value={form.place}
        onChange={(place) => onChange({ place })}
        maxLength={annotationLimits.place}
      />
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={onNext} autoFocus>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
