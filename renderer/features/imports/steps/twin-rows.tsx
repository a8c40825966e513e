// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import type { Preview } from '../import-flow.ts';
import css from './one-file.module.css';

export interface TwinRowsProps {
  readonly holders: Preview['holders'];
  /** SHA-256 of the old certificates to keep. */
  readonly kept: readonly string[];
  readonly onKept: (kept: readonly string[]) => void;
}

export function TwinRows({ holders, kept, onKept }: TwinRowsProps) {
  const { t, language } = useText();
  const now = useNow();
  const twins = holders.flatMap(({ replaces }) => replaces ?? []);
  return twins.map(({ sha256, displayName, notAfter }) => (
    <div key={sha256} className={css.alone}>
      <Checkbox
        isSelected={!kept.includes(sha256)}
        onChange={(on) => onKept(on ? kept.filter((id) => id !== sha256) : [...kept, sha256])}
        help={t('import.replacesHow')}
      >
        {t(Date.parse(notAfter) < now ? 'import.replacesExpired' : 'import.replaces', {
          date: dueDay(notAfter, language),
          name: screenText(displayName),
        })}
      </Checkbox>
    </div>
  ));
}
