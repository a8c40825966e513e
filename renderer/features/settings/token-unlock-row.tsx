// SPDX-License-Identifier: Apache-2.0
import { Usb } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProtectorToken } from '../../../shared/schemas/vault/vault-status.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { UnlockMethodRow } from './unlock-method-row.tsx';

export interface TokenUnlockRowProps {
  readonly token: ProtectorToken | undefined;
  readonly since: string | null;
  readonly isAnother?: boolean;
  readonly children: ReactNode;
}

export function TokenUnlockRow({ token, since, isAnother = false, children }: TokenUnlockRowProps) {
  const { t } = useText();
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
      name={t(isAnother ? 'security.addAnotherToken' : 'settings.protector.token')}
      about={about}
      since={isAnother ? '' : since}
    >
      {children}
    </UnlockMethodRow>
  );
}
