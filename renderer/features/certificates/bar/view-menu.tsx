// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, FileSpreadsheet, SlidersHorizontal } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { DialogTrigger, Popover, Radio, RadioGroup } from 'react-aria-components';
import {
  expiringChoices,
  groupings,
  listColumns,
  listDensities,
  sortKeys,
} from '../../../../shared/domain/certificates/certificate-states.ts';
import { expiringDays } from '../../../../shared/domain/certificates/certificate-status.ts';
import type { ExpiringDays, Grouping, SortKey } from '../../../../shared/schemas/certificates/certificate-query.ts';
import { useText } from '../../../i18n/i18n.ts';
import { changeQuery, useCertificates } from '../../../state/certificates-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { changeListView, plainView } from '../../../state/list-view.ts';
import { useSettings } from '../../../state/settings-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import menu from '../../../ui/menu/menu.module.css';
import bar from '../../../ui/room-bar.module.css';
import css from './bar.module.css';
import { usePressThrough } from './use-press-through.ts';

export interface ViewMenuProps {
  readonly timeline: boolean;
  readonly onTimeline: (shown: boolean) => void;
}

export const ViewMenu = memo(function ViewMenu(props: ViewMenuProps) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const popover = useRef<HTMLElement>(null);
  usePressThrough(isOpen, popover);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button aria-label={t('list.view')}>
        <SlidersHorizontal size={16} aria-hidden />
        <span className={bar.word}>{t('list.viewShort')}</span>
        <ChevronDown size={16} aria-hidden />
      </Button>
      {/* Without an inner dialog, React Aria makes the popover itself a dialog, which needs a name. */}
      <Popover ref={popover} className={menu.popover ?? ''} placement="bottom end" aria-label={t('list.view')}>
        <div className={css.view}>
          <ViewChoices {...props} close={() => setOpen(false)} />
        </div>
      </Popover>
    </DialogTrigger>
  );
});

function ViewChoices({ timeline, onTimeline, close }: ViewMenuProps & { readonly close: () => void }) {
  const { t } = useText();
  const sort = useCertificates((state) => state.query.sort);
  const group = useCertificates((state) => state.query.group);
  const days = useCertificates((state) => state.query.expiringDays ?? expiringDays);
  const includesAuthorities = useCertificates((state) => state.query.includeAuthorities);
  const authorities = useCertificates((state) => state.list?.authorities ?? 0);
  const { columns, density, expiredLast, expiredHidden } = useSettings((state) => state.settings?.list ?? plainView);
  return (
    <>
      <div className={css.columns}>
        <div>
          <Options<SortKey>
            autoFocus
            title={t('list.sort')}
            value={sort.by}
            options={sortKeys.map((by) => [by, t(`list.sortBy.${by}`)])}
            onChange={(by) => void changeListView({ sort: { by, descending: by === 'added' } })}
          />
          <Options<Grouping>
            title={t('list.group')}
            value={group}
            options={groupings.map((by) => [by, t(`list.groupBy.${by}`)])}
            onChange={(by) => void changeListView({ group: by })}
          />
        </div>
        <div>
          <div className={css.part} role="group" aria-label={t('list.columns')}>
            <h3 aria-hidden>{t('list.columns')}</h3>
            {listColumns.map((id) => (
              <Checkbox
                key={id}
                isSelected={columns.includes(id)}
                onChange={(shown) =>
                  void changeListView({
                    columns: listColumns.filter((each) => (each === id ? shown : columns.includes(each))),
                  })
                }
              >
                {t(`list.column.${id}`)}
              </Checkbox>
            ))}
          </div>
          <Options<(typeof listDensities)[number]>
            title={t('list.density')}
            value={density}
            options={listDensities.map((each) => [each, t(`list.densityOf.${each}`)])}
            onChange={(chosen) => void changeListView({ density: chosen })}
          />
        </div>
      </div>
      <div className={css.below}>
        <Options<`${ExpiringDays}`>
          isRow
          title={t('list.expiringDays')}
          value={`${days}`}
          options={expiringChoices.map((each) => [`${each}`, `${each}`])}
          onChange={(chosen) => {
            void changeListView({ expiringDays: expiringChoices.find((each) => `${each}` === chosen) ?? expiringDays });
            void changeQuery({ filter: 'expiring' });
          }}
        />
        <Checkbox
          isSelected={expiredLast}
          isDisabled={expiredHidden}
          onChange={(last) => void changeListView({ expiredLast: last })}
        >
          {t('list.expiredLast')}
        </Checkbox>
        <Checkbox isSelected={expiredHidden} onChange={(hidden) => void changeListView({ expiredHidden: hidden })}>
          {t('list.expiredHidden')}
        </Checkbox>
        {authorities > 0 && (
          <Checkbox
            isSelected={includesAuthorities}
            onChange={(includeAuthorities) => void changeQuery({ includeAuthorities })}
          >
            {t('list.authorities', { count: authorities })}
          </Checkbox>
        )}
        <Checkbox isSelected={timeline} onChange={onTimeline}>
          {t('timeline.show')}
        </Checkbox>
      </div>
      <div className={`${css.below} ${css.side}`}>
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            close();
            void openDialog('certificates.list-file', {});
          }}
        >
          <FileSpreadsheet size={16} aria-hidden />
          {t('list.fileOpen')}
        </Button>
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            close();
            void openDialog('watch', { entry: null });
          }}
        >
          {t('watched.add')}
        </Button>
      </div>
    </>
  );
}

interface OptionsProps<T extends string> {
  readonly autoFocus?: boolean;
  readonly isRow?: boolean;
  readonly title: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

function Options<T extends string>(props: OptionsProps<T>) {
  const { autoFocus = false, isRow = false, title, value, options, onChange } = props;
  return (
    <RadioGroup
      className={`${css.part} ${isRow ? css.row : ''}`}
      orientation={isRow ? 'horizontal' : 'vertical'}
      aria-label={title}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
    >
      <h3 aria-hidden>{title}</h3>
      {options.map(([id, name]) => (
        <Radio key={id} value={id} autoFocus={autoFocus && id === value} className={css.option ?? ''}>
          {name}
        </Radio>
      ))}
    </RadioGroup>
  );
}
