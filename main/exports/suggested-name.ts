// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../../shared/domain/imports/hidden-characters.ts';
import type { ExportFormat } from '../../shared/schemas/certificates/export-options.ts';
import { isReservedName } from '../destinations/reserved-names.ts';

const extensions: Readonly<Record<ExportFormat, string>> = {
  p12: 'p12',
  pem: 'pem',
  der: 'cer',
  p7b: 'p7b',
  pkcs8: 'key',
  sm2: 'sm2',
};

export function suggestedFileName(displayName: string, format: ExportFormat): string {
  const clean = displayName
    .normalize('NFC')
    .replaceAll(hiddenCharacters, '_')
    .replaceAll(/[<>:"/\\|?*]/g, '_')
    .slice(0, 80)
    // Drop half a surrogate pair.
    .replace(/[\uD800-\uDBFF]$/, '')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '');
  const reserved = isReservedName(clean);
  const base = clean === '' || reserved ? `certificate${clean === '' ? '' : `-${clean}`}` : clean;
  return `${base}.${extensions[format]}`;
}
