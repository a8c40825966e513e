// SPDX-License-Identifier: Apache-2.0
import { carriesKey } from '../../../shared/domain/imports/carries-key.ts';
import type { ExportFormat } from '../../../shared/schemas/certificates/export-options.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { canHoldChain, type ExportForm } from './export-form.ts';

export interface FormatStepProps {
  readonly form: ExportForm;
  readonly hasPrivateKey: boolean;
  readonly isSm2: boolean;
  readonly isMany?: boolean;
  /** Number of the selected certificates whose key isn't in the vault. */
  readonly withoutKey?: number;
  readonly onChange: (change: Partial<ExportForm>) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

const formats: readonly ExportFormat[] = ['p12', 'pem', 'der', 'p7b', 'pkcs8', 'sm2'];

export function FormatStep({
  form,
  hasPrivateKey,
  isSm2,
  isMany = false,
  withoutKey = 0,
  onChange,
  onCancel,
  onNext,
}: FormatStepProps) {
  const { t } = useText();
  return (
    <>
      <Choice
        look="cards"
        label={t('export.formatLead')}
        value={form.format}
        onChange={(format) => onChange({ format })}
        options={formats.flatMap((format) => {
          if (format === 'sm2' && !isSm2) return [];
          const impossible = carriesKey(format) && !hasPrivateKey;
          return {
            value: format,
            name: t(`export.name.${format}`),
            help: impossible ? t(isMany ? 'export.bulkNoKeys' : 'export.needsKey') : t(`export.hint.${format}`),
            isDisabled: impossible,
          };
        })}
      />
      {withoutKey > 0 && hasPrivateKey && carriesKey(form.format) && (
        <p>{t('export.bulkNeedsKey', { count: withoutKey })}</p>
      )}
      {canHoldChain(form.format) && (
        <Checkbox
          isSelected={form.includeChain}
          onChange={(includeChain) => onChange({ includeChain })}
          help={t('export.includeChainHint')}
        >
          {t('export.includeChain')}
        </Checkbox>
      )}
      {!carriesKey(form.format) && <p>{t('export.noPasswordNeeded')}</p>}
      <DialogActions>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={onNext}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
