import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useSettings } from '../../state/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { type Destination, PlaceField } from '../../ui/place-field.tsx';
import page from '../../ui/page.module.css';

export interface PlaceStepProps {
  readonly destination: Destination | null;
  readonly onDestination: (destination: Destination | null) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function PlaceStep({ destination, onDestination, onBack, onNext }: PlaceStepProps) {
  const { t } = useText();
  const nativeSaveDialog = useSettings((state) => state.info?.nativeSaveDialog ?? false);
  return (
    <>
      <p className={page.muted}>{t('backup.wizard.placeLead')}</p>
      <PlaceField
        kind="folder"
        ask={() => ipc('exports.chooseFolder', {})}
        nativeSaveDialog={nativeSaveDialog}
        destination={destination}
        onDestination={onDestination}
      />
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={onNext} isDisabled={destination === null}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
