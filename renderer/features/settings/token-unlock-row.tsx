// SPDX-License-Identifier: Apache-2.0
import { Usb } from 'lucide-react';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { UnlockMethodRow } from './unlock-method-row.tsx';

export interface TokenUnlockRowProps {
  readonly protector: VaultStatus['protectors'][number] | undefined;
  readonly since: string | null;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

/** Its key must stay on the token (T12). */
export function TokenUnlockRow({ protector, since, onAdd, onRemove }: TokenUnlockRowProps) {
  const { t } = useText();
  const token = protector?.token;
  const about =
    token === undefined
      ? t('security.aboutToken')
      : t('security.aboutTokenSet', {
          label: screenText(token.label),
          serial: screenText(token.serial),
          key: screenText(token.keyLabel),
        });
  return (
    <UnlockMethodRow
      icon={<Usb size={18} aria-hidden />}
      name={t('settings.protector.token')}
      about={about}
      since={since}
    >
      {protector === undefined ? (
        <Button size="small" onPress={onAdd}>
          {t('security.addToken')}
        </Button>
      ) : (
        <Button size="small" look="quiet" onPress={onRemove}>
          {t('security.removeToken')}
        </Button>
      )}
    </UnlockMethodRow>
  );
}
