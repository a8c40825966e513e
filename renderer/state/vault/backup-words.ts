// SPDX-License-Identifier: Apache-2.0
import type { Backup } from '../../../shared/schemas/vault/backup.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { tokenBySerial } from '../../lib/text/token-name.ts';
import { useTokenLabels } from '../tokens/use-token-labels.ts';

type Place = Pick<Backup, 'kind' | 'place'>;

export function usePlaceOf(): (backup: Place) => string {
  const { t } = useText();
  const labels = useTokenLabels();
  return ({ kind, place }) => {
    if (kind === 'webdav') return screenText(decoded(place));
    if (kind !== 'token') return screenText(place);
    return t('backup.row.token', { place: tokenBySerial(labels, place.replace(/^token:/, '')) });
  };
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

export function opensBy({ t }: Text, { byPassphrase, byRecovery }: Backup): string {
  if (!byPassphrase) return t('backup.row.opensRecovery');
  return t(byRecovery ? 'backup.row.opensBoth' : 'backup.row.opensPassphrase');
}
