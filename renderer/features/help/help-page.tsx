// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  BadgeCheck,
  ChevronRight,
  Clock,
  FileKey,
  FilePlus2,
  FlaskConical,
  Globe,
  Info,
  KeyRound,
  LifeBuoy,
  ListChecks,
  type LucideIcon,
  Monitor,
  PencilLine,
  ShieldAlert,
  SquareTerminal,
  TriangleAlert,
  Usb,
} from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { isMac, shortcutText } from '../../lib/shortcuts.ts';
import { type GuideName, leaveHelp, openHelp, useHelp } from '../../state/help-store.ts';
import { startPractice, usePractice } from '../../state/practice-store.ts';
import { goTo, useRoute } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { enterRoom } from '../../ui/enter-room.ts';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import { RoomBar } from '../../ui/room-bar.tsx';
import { type Guide, guidesIn, searchGuides, unbroken } from './guide.ts';
import { GuidePage } from './guide-page.tsx';
import css from './help-page.module.css';

const icons: Record<GuideName, LucideIcon> = {
  install: FileKey,
  'usb-key': Usb,
  renew: Clock,
  backup: Archive,
  'new-computer': Monitor,
  lost: LifeBuoy,
  passwords: KeyRound,
  'recovery-code': PencilLine,
  'first-application': FilePlus2,
  browser: Globe,
  choose: ListChecks,
  sm2: BadgeCheck,
  scripts: SquareTerminal,
  safety: ShieldAlert,
  unproven: TriangleAlert,
};

const beforePractice = 7;

const shortcuts = [
  ['import', 'O'],
  ['search', 'K'],
  ['backUp', 'B'],
  ['export', 'E'],
  ['undo', 'Z'],
  ['all', 'A'],
] as const;

export function HelpPage() {
  const { t, language } = useText();
  const { open, left } = useHelp();
  const [search, setSearch] = useState('');
  const guides = useMemo(() => guidesIn(language), [language]);
  const opened = guides.find(({ name }) => name === open);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (left === null) return;
    const card = list.current?.querySelector<HTMLElement>(`[data-guide="${left}"]`);
    (card ?? list.current?.querySelector('input'))?.focus();
  }, [left]);
  useEffect(() => {
    const leave = ({ key, defaultPrevented }: KeyboardEvent) => {
      const isCovered = document.querySelector('[role="dialog"]') !== null;
      const room = key === 'Escape' && !defaultPrevented && !isCovered ? leaveHelp() : null;
      if (room !== null) enterRoom(room);
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  if (opened !== undefined) {
    return (
      <div className={css.room}>
        <GuidePage guide={opened} />
      </div>
    );
  }
  const shown = searchGuides(guides, search);
  const practice = `${t('practice.title')} ${t('practice.lead')}`.toLowerCase();
  const isPracticeShown = search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => practice.includes(word));
  return (
    <div className={css.room}>
      <RoomBar title={t('shell.room.help')} sub={t('help.offline')} />
      <div className={css.scroll} data-region ref={list}>
        <div className={css.search}>
          <SearchInput label={t('help.search')} hint={t('help.searchHint')} searched={search} onSearch={setSearch} />
        </div>
        <div className={css.columns}>
          <section aria-labelledby="help-tasks">
            <h2 id="help-tasks">
              {search === '' ? t('help.tasks') : t('help.found', { count: shown.length + (isPracticeShown ? 1 : 0) })}
            </h2>
            {shown.length === 0 && !isPracticeShown && <p role="status">{t('help.nothing')}</p>}
            <ul className={css.tasks}>
              {shown.slice(0, beforePractice).map((guide) => (
                <GuideTask key={guide.name} guide={guide} />
              ))}
              {isPracticeShown && <PracticeTask />}
              {shown.slice(beforePractice).map((guide) => (
                <GuideTask key={guide.name} guide={guide} />
              ))}
            </ul>
          </section>
          <div className={css.side}>
            <Shortcuts />
            <ThisComputer />
          </div>
        </div>
      </div>
    </div>
  );
}

function GuideTask({ guide: { name, title, lead } }: { readonly guide: Guide }) {
  return <Task Icon={icons[name]} title={title} lead={lead} guide={name} onPress={() => openHelp(name)} />;
}

interface TaskProps {
  readonly Icon: LucideIcon;
  readonly title: string;
  readonly lead: string;
  readonly guide?: GuideName;
  readonly isPending?: boolean;
  readonly onPress: () => void;
}

function Task({ Icon, title, lead, guide, isPending = false, onPress }: TaskProps) {
  return (
    <li>
      <AriaButton className={css.task ?? ''} isPending={isPending} onPress={onPress} data-guide={guide}>
        <span className={css.icon} aria-hidden>
          <Icon size={20} strokeWidth={1.75} />
        </span>
        <span className={css.words}>
          <span className={css.name}>{title}</span>
          <span className={css.lead}>{unbroken(lead)}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </AriaButton>
    </li>
  );
}

function PracticeTask() {
  const { t, language } = useText();
  const { error, isStarting } = usePractice();
  const begin = async () => {
    await startPractice(language);
    if (usePractice.getState().practice !== null) goTo('overview');
  };
  return (
    <>
      <Task
        Icon={FlaskConical}
        title={t('practice.title')}
        lead={t(isStarting ? 'practice.starting' : 'practice.lead')}
        isPending={isStarting}
        onPress={() => void begin()}
      />
      {error !== null && (
        <li className={css.wide}>
          <ErrorNotice error={error} />
        </li>
      )}
    </>
  );
}

function Shortcuts() {
  const { t } = useText();
  const section = useRef<HTMLElement>(null);
  const isAsked = useRoute((state) => state.section === 'shortcuts');
  useEffect(() => {
    if (isAsked) section.current?.focus();
  }, [isAsked]);
  const key = isMac() ? '⌘' : 'Ctrl';
  return (
    <section ref={section} tabIndex={-1} aria-labelledby="help-keys">
      <h2 id="help-keys">{t('help.shortcuts')}</h2>
      <dl className={css.keys}>
        {shortcuts.map(([name, letter]) => (
          <Shortcut key={name} words={t(`help.key.${name}`)} keys={shortcutText(letter)} />
        ))}
        <Shortcut words={t('help.key.open')} keys={t('help.keyName.enter')} />
        <Shortcut words={t('help.key.select')} keys={t('help.keyName.space')} />
        <Shortcut words={t('help.key.delete')} keys={t('help.keyName.delete')} />
        <Shortcut words={t('help.key.rename')} keys="F2" />
        <Shortcut words={t('help.key.menu')} keys="Shift F10" />
        <Shortcut words={t('help.key.titles')} keys="↑" />
        <Shortcut words={t('help.key.sort')} keys={t('help.keyName.enter')} />
        <Shortcut words={t('help.key.rooms')} keys={`${key} 1–9`} />
        <Shortcut words={t('help.key.region')} keys="F6" />
        <Shortcut words={t('help.key.textSize')} keys={`${key} + · ${key} − · ${key} 0`} />
        <Shortcut words={t('help.key.toolbar')} keys="← →" />
        <Shortcut words={t('help.key.back')} keys="Esc" />
        <Shortcut words={t('help.key.help')} keys="F1" />
        <Shortcut words={t('help.key.shortcuts')} keys={`${shortcutText('/')} · ?`} />
      </dl>
    </section>
  );
}

function ThisComputer() {
  const { t } = useText();
  const info = useSettings((state) => state.info);
  if (info === null) return null;
  return (
    <section aria-labelledby="help-computer">
      <h2 id="help-computer">{t('help.computer')}</h2>
      <AriaButton className={`${css.task} ${css.about}`} onPress={() => goTo('settings', 'about')}>
        <Info size={20} strokeWidth={1.75} aria-hidden />
        <span className={css.words}>
          <span className={css.name}>{t('help.version', { version: info.version })}</span>
          <span className={css.lead}>{t('help.about')}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </AriaButton>
    </section>
  );
}

function Shortcut({ words, keys }: { readonly words: string; readonly keys: string }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>
        <kbd>{keys}</kbd>
      </dd>
    </div>
  );
}
