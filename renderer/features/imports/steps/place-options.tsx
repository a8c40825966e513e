// SPDX-License-Identifier: Apache-2.0
import type { Store } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { installable } from '../../../state/stores/install-places.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { StorePasswordFields, type StorePasswords } from '../../../ui/fields/store-passwords.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import text from '../../../ui/text.module.css';
import css from './one-file.module.css';

export interface PlaceOptionsProps {
  readonly stores: readonly Store[];
  readonly chosen: readonly string[];
  readonly passwords: StorePasswords;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onPasswords: (change: (before: StorePasswords) => StorePasswords) => void;
}

export function PlaceOptions({ stores, chosen, passwords, onChange, onPasswords }: PlaceOptionsProps) {
  const { t } = useText();
  const places = stores.filter(installable);
  const note = ({ state, running }: Store) => {
    if (state !== 'ready') return t(`browsers.stateHint.${state}`);
    return t(running ? 'install.placeNote.running' : 'install.placeNote.ready');
  };
  if (places.length === 0) return <p className={text.sub}>{t('install.noPlaces')}</p>;
  return (
    <>
      <fieldset className={css.places}>
        <legend className={css.legend}>{t('import.installIn')}</legend>
        {places.map((store) => (
          <div key={store.id} className={css.option}>
            <Checkbox
              isSelected={chosen.includes(store.id)}
              onChange={(on) => onChange(on ? [...chosen, store.id] : chosen.filter((id) => id !== store.id))}
              help={note(store)}
            >
              {screenText(store.name)}
            </Checkbox>
            {!store.verified && <Pill tone="off">{t('browsers.unverified')}</Pill>}
          </div>
        ))}
      </fieldset>
      <StorePasswordFields
        stores={places.filter(({ id, state }) => state === 'password-needed' && chosen.includes(id))}
        passwords={passwords}
        onChange={onPasswords}
      />
    </>
  );
}
