// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { byteSize } from '../../../lib/text/byte-size.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import type { Drive } from '../../../state/backups-store.ts';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { PlaceField } from '../../../ui/fields/place-field.tsx';
import { isPlaced, type PlaceForm } from './create-form.ts';
import { ServerFields } from './server-fields.tsx';
import { TokenChoice } from './token-choice.tsx';

export interface PlaceStepProps {
  readonly place: PlaceForm;
  readonly isWholeVault: boolean;
  readonly onChange: (values: Partial<PlaceForm>) => void;
  readonly onDrives: (drives: readonly Drive[]) => void;
  readonly onBack: (() => void) | null;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function PlaceStep({ place, isWholeVault, onChange, onDrives, onBack, onCancel, onNext }: PlaceStepProps) {
  const { t, language } = useText();
  const [drives, setDrives] = useState<readonly Drive[] | 'unknown' | null>(null);
  const [asked, setAsked] = useState(0);
  const id = useId();
  const isLocal = place.choice !== 'webdav' && place.choice !== 'token';
  useEffect(() => {
    let current = true;
    ipc('backups.drives', {}).then(
      (answer) => {
        if (!current) return;
        setDrives(answer.drives);
        onDrives(answer.drives);
      },
      // The user can still choose a folder.
      () => current && setDrives('unknown'),
    );
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the drives are listed when asked, not on each choice
  }, [asked]);
  const listed = drives === null || drives === 'unknown' ? [] : drives;
  const helpOf = ({ displayPath, freeBytes, readOnly, backups }: Drive) =>
    [
      screenText(displayPath),
      readOnly
        ? t('backup.wizard.driveReadOnly')
        : freeBytes !== null && t('backup.wizard.driveFree', { free: byteSize(freeBytes, language) }),
      backups > 0 && t('backup.wizard.driveHolds', { count: backups }),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Form
      id={id}
      className={layout.unboxed ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (isPlaced(place)) onNext();
      }}
    >
      {isLocal && <p className={text.muted}>{t('backup.wizard.placeLead')}</p>}
      {place.choice === 'token' && isWholeVault && <p className={text.muted}>{t('backup.wizard.placeAll')}</p>}
      <Choice
        look="cards"
        label={t('backup.wizard.where')}
        value={place.choice}
        onChange={(choice) => onChange({ choice, isChosen: true })}
        options={[
          ...listed.map((drive) => ({
            value: `drive ${drive.driveId}` as const,
            name: screenText(drive.name),
            help: helpOf(drive),
            isDisabled: drive.readOnly,
          })),
          { value: 'folder', name: t('backup.wizard.folder'), help: t('backup.wizard.folderHelp') },
          { value: 'token', name: t('backup.wizard.token'), help: t('backup.wizard.tokenHelp') },
          { value: 'webdav', name: t('backup.wizard.server'), help: t('backup.wizard.serverHelp') },
        ]}
      />
      {isLocal && drives === null && <ProgressLine label={t('backup.wizard.looking')} />}
      {isLocal && drives !== null && listed.length === 0 && place.destination === null && (
        <p className={text.muted}>
          {t(drives === 'unknown' ? 'backup.wizard.drives.unknown' : 'backup.wizard.drives.none')}{' '}
          <Button
            look="quiet"
            size="small"
            onPress={() => {
              setDrives(null);
              setAsked((before) => before + 1);
            }}
          >
            {t('backup.wizard.lookAgain')}
          </Button>
        </p>
      )}
      {place.choice === 'folder' && (
        <PlaceField
          kind="folder"
          ask={() => ipc('exports.chooseFolder', { purpose: 'backup' })}
          destination={place.destination}
          onDestination={(destination) => onChange({ destination, choice: 'folder', isChosen: true })}
        />
      )}
      {place.choice === 'webdav' && <ServerFields place={place} onChange={onChange} />}
      {place.choice === 'token' && (
        <TokenChoice tokenId={place.tokenId} onChange={(tokenId) => onChange({ tokenId })} />
      )}
      <DialogActions>
        {onBack === null ? (
          <Button onPress={onCancel}>{t('common.cancel')}</Button>
        ) : (
          <div data-start>
            <Button onPress={onBack}>{t('common.back')}</Button>
          </div>
        )}
        <Button look="primary" type="submit" form={id} isDisabled={!isPlaced(place)}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </Form>
  );
}
