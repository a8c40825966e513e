// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, X } from 'lucide-react';
import { memo, useDeferredValue, useRef } from 'react';
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Radio,
  RadioGroup,
} from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { listFilters } from '../../../../shared/domain/certificates/certificate-states.ts';
import { expiringDays, recentlyExpiredDays } from '../../../../shared/domain/certificates/certificate-status.ts';
import type { ListFilter } from '../../../../shared/schemas/certificates/certificate-query.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { monthAndYear } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import { changeQuery, type OnlyOf, useCertificates } from '../../../state/certificates-store.ts';
import chips from '../../../ui/chip-group.module.css';
import { useSize } from '../../../ui/grid/use-viewport.ts';
import { useTextScale } from '../../../state/text-size.ts';
import menu from '../../../ui/menu/menu.module.css';
import css from './bar.module.css';

const noTags: readonly string[] = [];
/** Width of a chip without text, in pixels. */
const around = 32;
const moreWidth = 84;

/** Pixels at a text size of 14 px. Chinese characters are almost twice as wide. */
function widthOf(text: string): number {
  return around + Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7.2), 0);
}

export const FilterChips = memo(function FilterChips() {
  const { t, language } = useText();
  const place = useRef<HTMLDivElement>(null);
  const { width } = useSize(place);
  const scale = useTextScale();
  const counts = useCertificates(useShallow((state) => state.list?.filters));
  const found = useDeferredValue(useCertificates(useShallow((state) => state.list?.found ?? undefined)));
  const { filter, tag, month, days, onlyOf, matching } = useCertificates(
    useShallow(({ query, list, onlyOf: shownOf }) => ({
      filter: query.filter,
      tag: query.tag,
      month: query.month,
      days: query.expiringDays ?? expiringDays,
      onlyOf: query.only === undefined ? null : shownOf,
      matching: query.only === undefined ? 0 : (list?.matching ?? 0),
    })),
  );
  const tags = useCertificates(useShallow((state) => state.list?.tags ?? noTags));
  const countOf = (id: ListFilter) => (found ?? counts)?.[id] ?? 0;
  const named = listFilters
    .filter((each) => each === 'all' || each === filter || (each !== 'valid' && countOf(each) > 0))
    .map((id) => ({ id, name: t(`list.filter.${id}`, { days }), count: groupDigits(countOf(id)) }));
  const narrowed = [
    ...(onlyOf === null
      ? []
      : [{ change: { only: undefined }, name: onlyName(t, onlyOf), count: groupDigits(matching) }]),
    ...(month === null ? [] : [{ change: { month: null }, name: monthAndYear(month, language), count: '' }]),
    ...(tag === null ? [] : [{ change: { tag: null }, name: screenText(tag), count: '' }]),
  ];
  const room = width / scale - narrowed.reduce((sum, { name, count }) => sum + widthOf(`${name}${count}`) + 16, 0);
  const roomBesideTag = room - widthOf(t('list.tag')) - 20;
  const hasTagChip =
    tags.length > 0 && tag === null && chipsThatFit(named, filter, false, roomBesideTag).length === named.length;
  const fitting = hasTagChip ? named : chipsThatFit(named, filter, tags.length > 0, room);
  const rest = named.filter((each) => !fitting.includes(each));
  const chosen = named.find(({ id }) => id === filter);
  const chooseFilter = (id: ListFilter) =>
    void changeQuery({ filter: id, ...(id === 'all' && { tag: null, month: null }) });
  const tagItem = (each: string) => (
    <MenuItem
      key={`tag ${each}`}
      className={menu.item ?? ''}
      textValue={each}
      onAction={() => void changeQuery({ tag: each })}
    >
      {screenText(each)}
    </MenuItem>
  );
  return (
    <div className={css.chips} ref={place} data-filter-chips>
      {fitting.length > 0 && (
        <RadioGroup
          className={chips.group ?? ''}
          aria-label={t('list.filters')}
          orientation="horizontal"
          value={filter === 'all' && narrowed.length > 0 ? null : filter}
          onChange={(chosen) => chooseFilter(chosen as ListFilter)}
        >
          {fitting.map(({ id, name, count }) => (
            <Radio key={id} value={id} className={chips.chip ?? ''}>
              {name}
              <span className={chips.count}>{count}</span>
            </Radio>
          ))}
        </RadioGroup>
      )}
      {narrowed.map(({ change, name, count }) => (
        <AriaButton
          key={name}
          className={`${chips.chip} ${chips.active}`}
          aria-label={t('list.clearFilter', { name: `${name} ${count}`.trim() })}
          onPress={() => void changeQuery(change)}
        >
          {name}
          {count !== '' && <span className={chips.count}>{count}</span>}
          <X size={14} aria-hidden />
        </AriaButton>
      ))}
      {/* One button for filters and tags, so that choosing a tag keeps the focus. */}
      {(rest.length > 0 || tags.length > 0) && (
        <MenuTrigger>
          <AriaButton className={chips.chip ?? ''}>
            {hasTagChip ? t('list.tag') : fitting.length === 0 ? chosen?.name : t('list.more')}
            {fitting.length === 0 && <span className={chips.count}>{chosen?.count}</span>}
            <ChevronDown size={14} aria-hidden />
          </AriaButton>
          <Popover className={menu.popover ?? ''} placement="bottom start">
            <Menu className={menu.menu ?? ''} aria-label={t(hasTagChip ? 'list.tag' : 'list.more')}>
              {rest.length > 0 && (
                <MenuSection aria-label={t('list.filters')}>
                  {rest.map(({ id, name, count }) => (
                    <MenuItem key={id} className={menu.item ?? ''} textValue={name} onAction={() => chooseFilter(id)}>
                      {name}
                      <span className={chips.count}>{count}</span>
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {hasTagChip
                ? tags.map(tagItem)
                : tags.length > 0 && (
                    <MenuSection>
                      <Header className={menu.head ?? ''}>{t('list.tag')}</Header>
                      {tags.map(tagItem)}
                    </MenuSection>
                  )}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </div>
  );
});

function onlyName(t: Text['t'], of: OnlyOf): string {
  if (of === 'expired') return t('list.expiredLately', { days: recentlyExpiredDays });
  if (of === 'reminders') return t('list.reminded');
  return t(`list.filter.${of}`, { days: expiringDays });
}

type Chip = { readonly id: ListFilter; readonly name: string; readonly count: string };

/**
 * Includes the selected chip, or returns none if it doesn't fit beside the menu. `width` is in pixels at a text size of
 * 14 px.
 */
export function chipsThatFit(all: readonly Chip[], chosen: ListFilter, hasMore: boolean, width: number): Chip[] {
  const sizeOf = ({ name, count }: Chip): number => widthOf(`${name}${count}`);
  const total = all.reduce((sum, chip) => sum + sizeOf(chip), 0);
  let left = total + (hasMore ? moreWidth : 0) <= width ? width : width - moreWidth;
  const must = all.filter(({ id }) => id === chosen);
  left -= must.reduce((sum, chip) => sum + sizeOf(chip), 0);
  if (left < 0) return [];
  const fitting = new Set(must);
  for (const chip of all) {
    if (fitting.has(chip)) continue;
    left -= sizeOf(chip);
    if (left < 0) break;
    fitting.add(chip);
  }
  return all.filter((chip) => fitting.has(chip));
}
