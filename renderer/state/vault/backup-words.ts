// SPDX-License-Identifier: Apache-2.0
import type { Backup, ListedBackup } from '../../../shared/schemas/vault/backup.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { byteSize } from '../../lib/text/byte-size.ts';
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

const mostNames = 2;

/** Null if the vault has none of the certificates. */
export function namesIn({ t }: Text, { names }: ListedBackup): string | null {
  if (names.length === 0) return null;
  const shown = screenText(names.slice(0, mostNames).join(t('common.listSeparator')));
  return names.length > mostNames ? t('backup.row.andOthers', { names: shown }) : shown;
}

export function contentsOf({ t, language }: Text, { scope, certificates, keys, bytes }: Backup): readonly string[] {
  return [
    t(scope === 'all' ? 'backup.row.all' : 'backup.row.chosen'),
    t('import.foundCertificates', { count: certificates }),
    t('import.foundKeys', { count: keys }),
    byteSize(bytes, language),
  ];
}

export function opensBy({ t }: Text, { byPassphrase, byRecovery }: Backup): string {
  if (!byPassphrase) return t('backup.row.opensRecovery');
  return t(byRecovery ? 'backup.row.opensBoth' : 'backup.row.opensPassphrase');
}
