// SPDX-License-Identifier: Apache-2.0
import type { RestoreItem } from '../../../../shared/schemas/vault/backup.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import text from '../../../ui/text.module.css';
import { SelectField } from '../../../ui/fields/select-field.tsx';
import css from './restore-dialog.module.css';
import { choicesFor, type RestoreChoice } from './restore-choices.ts';

const tones = { new: 'ok', same: 'off', gaps: 'ok', differs: 'warn' } as const satisfies Record<
  RestoreItem['state'],
  Tone
>;

export interface ReviewItemProps {
  readonly item: RestoreItem;
  readonly choice: RestoreChoice;
  readonly onChange: (choice: RestoreChoice) => void;
}

export function ReviewItem({ item, choice, onChange }: ReviewItemProps) {
  const { t, language } = useText();
  const { displayName, institution, notAfter, state, parts } = item;
  const name = screenText(displayName);
  const choices = choicesFor(item);
  const listed = new Intl.ListFormat(language).format(parts.map((part) => t(`backup.restoring.parts.${part}`)));
  return (
    <li className={css.item} data-item={item.sha256}>
      <span className={css.grow}>
        <span className={css.name}>{name}</span>
        <br />
        <span className={text.muted}>
          {institution !== null && institution !== displayName && <>{screenText(institution)} · </>}
          {t('detail.validTo', { date: shortDate(notAfter, language) })}
          {parts.length > 0 && <> · {t('backup.restoring.theirs', { parts: listed })}</>}
        </span>
      </span>
      <Pill tone={tones[state]}>{t(`backup.restoring.item.${state}`)}</Pill>
      {choices.length > 0 && (
        <SelectField
          label={t('backup.restoring.choice', { name })}
          labelHidden
          value={choice}
          onChange={onChange}
          options={choices.map((value) => ({
            value,
            name: t(`backup.restoring.choices.${value === 'merge' && state !== 'differs' ? 'take' : value}`),
          }))}
        />
      )}
    </li>
  );
}
