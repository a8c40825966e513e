// SPDX-License-Identifier: Apache-2.0
import type { LucideIcon } from 'lucide-react';
import { Button } from '../button.tsx';
import css from './banner.module.css';

export interface BannerProps {
  readonly Icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly bad?: boolean;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly dismiss?: string;
  readonly onDismiss?: () => void;
}

export function Banner({ Icon, title, text, bad = false, action, onAction, dismiss, onDismiss }: BannerProps) {
  return (
    <section className={`${css.banner} ${bad ? css.bad : ''}`} aria-label={title}>
      <Icon size={20} aria-hidden />
      <p className={css.text}>
        <span className={css.title}>{title}</span>
        {text}
      </p>
      {action !== undefined && onAction !== undefined && (
        <Button size="small" onPress={onAction}>
          {action}
        </Button>
      )}
      {dismiss !== undefined && onDismiss !== undefined && (
        <Button size="small" look="quiet" onPress={onDismiss}>
          {dismiss}
        </Button>
      )}
    </section>
  );
}
