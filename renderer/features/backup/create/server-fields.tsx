// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { TextField } from '../../../ui/fields/text-field.tsx';
import type { PlaceForm } from './create-form.ts';
import { ServerPassword } from './server-password.tsx';

export interface ServerFieldsProps {
  readonly place: PlaceForm;
  readonly onChange: (values: Partial<PlaceForm>) => void;
}

/** Shows the host before anything is sent to it. */
export function ServerFields({ place, onChange }: ServerFieldsProps) {
  const { t } = useText();
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    fields.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const [returns] = useState(place.password !== '');
  const host = URL.parse(place.url.trim())?.host ?? '';
  return (
    <div ref={fields} className={layout.stack14}>
      <TextField
        label={t('backup.server.url')}
        hint={t('backup.server.urlHint')}
        value={place.url}
        onChange={(url) => onChange({ url })}
        maxLength={2048}
        mono
        autoFocus={!returns}
      />
      <div className={layout.pair}>
        <TextField
          label={t('backup.server.user')}
          value={place.user}
          onChange={(user) => onChange({ user })}
          maxLength={256}
        />
        <ServerPassword
          password={place.password}
          remember={place.remember}
          optional={false}
          autoFocus={returns}
          isDisabled={false}
          onPassword={(password) => onChange({ password })}
          onRemember={(remember) => onChange({ remember })}
        />
      </div>
      <p className={text.muted}>
        {host === '' ? t('backup.server.onlyCiphertext') : t('backup.server.contacts', { host })}
      </p>
    </div>
  );
}
