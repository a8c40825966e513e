// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, useContext, useId } from 'react';
import css from './settings-page.module.css';

export type SectionId = 'display' | 'security' | 'reminders' | 'trust' | 'unverified' | 'about';

/** Lower-case search terms; a setting must contain all of them. */
export const SettingsSearch = createContext<readonly string[]>([]);

export function useIsFound(words: readonly string[]): boolean {
  const terms = useContext(SettingsSearch);
  const text = words.join(' ').toLowerCase();
  return terms.every((term) => text.includes(term));
}

export interface SettingProps {
  readonly words: readonly string[];
  readonly children: ReactNode;
}

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

/** The style sheet hides a section without matches. */
export function SettingsSection({ id, title, children }: SettingsSectionProps) {
  const titleId = useId();
  return (
    <section className={css.section} aria-labelledby={titleId} data-section={id} tabIndex={-1}>
      <h2 id={titleId}>{title}</h2>
      <div className={css.card}>{children}</div>
    </section>
  );
}
