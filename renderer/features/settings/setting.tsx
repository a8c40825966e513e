// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, useContext, useId } from 'react';
import css from './settings-page.module.css';

export type SectionId = 'display' | 'security' | 'reminders' | 'trust' | 'unverified' | 'about';

/** Lower-case words that a setting must have to be shown. */
export const SettingsSearch = createContext<readonly string[]>([]);

/** `words`: what the setting is called and says. */
export function useIsFound(words: readonly string[]): boolean {
  const terms = useContext(SettingsSearch);
  const text = words.join(' ').toLowerCase();
  return terms.every((term) => text.includes(term));
}

export interface SettingProps {
  readonly words: readonly string[];
  readonly children: ReactNode;
}

/** A row; not there while something else is searched. */
export function Setting({ words, children }: SettingProps) {
  if (!useIsFound(words)) return null;
  return (
    <div className={css.setting} data-setting>
      {children}
    </div>
  );
}

export interface SettingsSectionProps {
  readonly id: SectionId;
  readonly title: string;
  readonly children: ReactNode;
}

/** The style hides one in which nothing is found. */
export function SettingsSection({ id, title, children }: SettingsSectionProps) {
  const titleId = useId();
  return (
    <section className={css.section} aria-labelledby={titleId} data-section={id} tabIndex={-1}>
      <h2 id={titleId}>{title}</h2>
      <div className={css.card}>{children}</div>
    </section>
  );
}
