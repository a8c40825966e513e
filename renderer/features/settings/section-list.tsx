// SPDX-License-Identifier: Apache-2.0
import { BadgeCheck, Bell, FlaskConical, Info, type LucideIcon, ShieldCheck, Sun } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import type { SectionId } from './setting.tsx';
import css from './settings-page.module.css';

const icons: Readonly<Record<SectionId, LucideIcon>> = {
  display: Sun,
  security: ShieldCheck,
  reminders: Bell,
  trust: BadgeCheck,
  unverified: FlaskConical,
  about: Info,
};

export interface SectionListProps {
  readonly sections: readonly { readonly id: SectionId; readonly title: string }[];
  readonly current: SectionId;
  readonly onChoose: (id: SectionId) => void;
  /** Moves the focus into the current section on Tab. Returns false if it has no control. */
  readonly onEnter: () => boolean;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function SectionList({ sections, current, onChoose, onEnter }: SectionListProps) {
  const { t } = useText();
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Tab' && !event.shiftKey) {
      if (onEnter()) event.preventDefault();
      return;
    }
    const step = steps[event.key];
    const next = step === undefined ? undefined : sections[sections.findIndex(({ id }) => id === current) + step];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-to="${next.id}"]`)?.focus();
  };
  return (
    <nav className={css.nav} aria-label={t('settings.sections')} data-region>
      {sections.map(({ id, title }) => {
        const Icon = icons[id];
        return (
          <button
            key={id}
            type="button"
            data-to={id}
            tabIndex={id === current ? 0 : -1}
            {...(id === current && { 'aria-current': 'true' as const })}
            onClick={() => onChoose(id)}
            onKeyDown={move}
          >
            <Icon size={18} strokeWidth={1.75} aria-hidden />
            {title}
          </button>
        );
      })}
    </nav>
  );
}
