// SPDX-License-Identifier: Apache-2.0
import type { RestoreItem } from '../../../../shared/schemas/vault/backup.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { Checkbox, Choice } from '../../../ui/fields/choice.tsx';
import text from '../../../ui/text.module.css';
import css from './restore-dialog.module.css';
import { gapsOf, type RestoreChoice, sideOf } from './restore-choices.ts';

const tones = { new: 'ok', same: 'off', gaps: 'ok', differs: 'warn' } as const satisfies Record<
  RestoreItem['state'],
  Tone
>;

export interface ReviewItemProps {
  readonly item: RestoreItem;
  /** When the backup was made (ISO 8601 UTC). */
  readonly madeAt: string;
  readonly choice: RestoreChoice;
  readonly onChange: (choice: RestoreChoice) => void;
}

export function ReviewItem({ item, madeAt, choice, onChange }: ReviewItemProps) {
  const words = useText();
  const { t, language } = words;
  const { displayName, institution, notAfter, state } = item;
  const name = screenText(displayName);
  const gaps = gapsOf(item);
  const listed = new Intl.ListFormat(language).format(gaps.map((part) => t(`backup.restoring.parts.${part}`)));
  const facts = [
    ...(institution !== null && institution !== displayName ? [screenText(institution)] : []),
    t('detail.validTo', { date: shortDate(notAfter, language) }),
    ...(gaps.length > 0 ? [t('backup.restoring.theirs', { parts: listed })] : []),
  ].join(' · ');
  const optional = state === 'new' || state === 'gaps';
  return (
    <li className={css.item} data-item={item.sha256}>
      <div className={css.grow}>
        {optional ? (
          <Checkbox help={facts} isSelected={choice !== 'skip'} onChange={(on) => onChange(on ? 'merge' : 'skip')}>
            {name}
          </Checkbox>
        ) : (
          <>
            <span className={css.name}>{name}</span>
            <br />
            <span className={text.muted}>{facts}</span>
          </>
        )}
      </div>
      <Pill tone={tones[state]}>{t(`backup.restoring.item.${state}`)}</Pill>
      {state === 'differs' && (
        <div className={css.differs}>
          <Choice
            label={t('backupRoom.differs.choose', { name })}
            look="cards"
            value={choice}
            onChange={onChange}
            options={[
              { value: 'merge', name: t('backupRoom.differs.merge'), help: sideOf(words, item, 'ours', madeAt) },
              { value: 'theirs', name: t('backupRoom.differs.theirs'), help: sideOf(words, item, 'theirs', madeAt) },
              ...(gaps.length > 0 ? [{ value: 'skip' as const, name: t('backupRoom.differs.skip') }] : []),
            ]}
          />
        </div>
      )}
    </li>
  );
}
