// SPDX-License-Identifier: Apache-2.0
import { joinSentences } from '../../../../shared/i18n/message.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Store } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { goTo } from '../../../state/route-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';
import { LossNotices } from './plan-step.tsx';

export interface PlacesStepProps {
  readonly unsafe: readonly CertificateDetail[];
  readonly stores: readonly Store[];
  readonly loading: boolean;
  readonly chosen: readonly string[];
  readonly attempt: Attempt;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onBack: (() => void) | null;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function PlacesStep(props: PlacesStepProps) {
  const { unsafe, stores, loading, chosen, attempt, onChange, onBack, onCancel, onNext } = props;
  const { t } = useText();
  const note = (store: Store) => {
    if (store.state !== 'ready') return t(`browsers.stateHint.${store.state}`);
    if (unsafe.length > 0) return '';
    return store.running ? t('install.placeNote.running') : t('install.placeNote.ready');
  };
  const showRoom = () => {
    goTo('browsers');
    onCancel();
  };
  return (
    <>
      {attempt.error !== null && (
        <ErrorNotice key={attempt.number} error={attempt.error} title={t('install.planFailed')} />
      )}
      <LossNotices items={unsafe.map((each) => ({ ...each, loss: each.loss?.kind ?? null }))} />
      {loading && <ProgressLine label={t('browsers.looking')} />}
      {!loading && stores.length === 0 && (
        <Notice tone="warn" actions={<Button onPress={showRoom}>{t('install.showPlaces')}</Button>}>
          <p>{t('install.noPlaces')}</p>
        </Notice>
      )}
      {stores.length > 0 && (
        <fieldset className={css.choices}>
          <legend className={text.lead}>{t('install.placesLead')}</legend>
          {stores.map((store) => (
            <Checkbox
              key={store.id}
              isSelected={chosen.includes(store.id)}
              onChange={(on) => onChange(on ? [...chosen, store.id] : chosen.filter((id) => id !== store.id))}
              help={joinSentences(
                note(store),
                store.verified ? '' : `${t('browsers.unverified')} · ${t('browsers.unverifiedWhy')}`,
              )}
            >
              {screenText(store.name)}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {attempt.busy && <ProgressLine label={t('install.planning')} />}
      <DialogActions>
        <div data-start>
          {onBack === null ? (
            <Button onPress={onCancel} autoFocus={unsafe.length > 0}>
              {t('common.cancel')}
            </Button>
          ) : (
            <Button onPress={onBack} autoFocus={unsafe.length > 0}>
              {t('common.back')}
            </Button>
          )}
        </div>
        <Button
          look="primary"
          isDisabled={chosen.length === 0 || attempt.busy}
          onPress={onNext}
          autoFocus={unsafe.length === 0}
        >
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
