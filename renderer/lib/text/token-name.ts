// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import type { Text } from '../../i18n/i18n.ts';
import { screenText } from './screen-text.ts';

export function tokenName(t: Text['t'], { label, initialised }: Pick<Token, 'label' | 'initialised'>): string {
  if (label.trim() !== '') return screenText(label);
  return initialised ? t('tokens.nameless') : t('tokens.blank');
}
