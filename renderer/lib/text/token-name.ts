// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import type { Text } from '../../i18n/i18n.ts';
import { screenText } from './screen-text.ts';

export function tokenName(t: Text['t'], { label, initialised }: Pick<Token, 'label' | 'initialised'>): string {
  if (label.trim() !== '') return screenText(label);
  return initialised ? t('tokens.nameless') : t('tokens.blank');
}

export function onKeyWords(t: Text['t'], label: string): string {
  return label.trim() === '' ? t('overview.onUsbKey') : `${t('overview.onUsbKey')} ${screenText(label)}`;
}

/** The label with the end of the serial, or the serial if the label is unknown. */
export function tokenBySerial(labels: ReadonlyMap<string, string>, serial: string): string {
  const label = labels.get(serial);
  if (label === undefined || label === serial) return screenText(serial);
  return `${screenText(label)} (${screenText(serial.length > 8 ? `…${serial.slice(-6)}` : serial)})`;
}
