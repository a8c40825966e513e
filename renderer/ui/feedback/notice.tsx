// SPDX-License-Identifier: Apache-2.0
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import { useText } from '../../i18n/i18n.ts';
import type { Tone } from '../../lib/text/countdown.ts';
import css from './notice.module.css';

const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, off: Info };

export interface NoticeProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly title?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Announced at once; for direct results of an action. */
  readonly urgent?: boolean;
}

export function Notice({ tone, icon, title, children, actions, urgent = false }: NoticeProps) {
  const Icon = icon ?? icons[tone];
  return (
    <div className={`${css.notice} ${css[tone]}`} {...(urgent && { role: 'alert' })}>
      <Icon size={20} aria-hidden />
      <div className={css.text}>
        {title !== undefined && <div className={css.title}>{title}</div>}
        {children}
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
    </div>
  );
}

export interface ErrorNoticeProps {
  readonly error: AppError;
  readonly title?: string;
  readonly actions?: ReactNode;
}

export function ErrorNotice({ error, title, actions }: ErrorNoticeProps) {
  const { language } = useText();
  const { cause, step } = errorText(error.code, error.details, language);
  return (
    <Notice tone="bad" urgent {...(title !== undefined && { title })} {...(actions !== undefined && { actions })}>
      <p data-error-code={error.code}>{cause}</p>
      <p>{step}</p>
    </Notice>
  );
}
