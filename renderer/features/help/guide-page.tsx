// SPDX-License-Identifier: Apache-2.0
import { ArrowLeft } from 'lucide-react';
import { Markdown } from 'markdown-to-jsx';
import { type ComponentProps, useEffect, useRef } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { closeGuide, openHelp } from '../../state/help-store.ts';
import { Button } from '../../ui/button.tsx';
import bar from '../../ui/room-bar.module.css';
import { BarNotices } from '../../ui/room-bar.tsx';
import { type Guide, linkedGuide, unbroken } from './guide.ts';
import css from './guide-page.module.css';

const overrides = { a: GuideLink, code: GuideCode } as const;

export function GuidePage({ guide }: { readonly guide: Guide }) {
  const { t } = useText();
  const article = useRef<HTMLElement>(null);
  // After a link is followed, screen readers continue at the top of the new page.
  useEffect(() => article.current?.focus(), [guide.name]);
  return (
    <>
      <header className={bar.bar}>
        <Button look="quiet" size="small" onPress={closeGuide}>
          <ArrowLeft size={16} aria-hidden />
          {t('help.all')}
        </Button>
      </header>
      <BarNotices />
      <article ref={article} className={css.article} tabIndex={-1} aria-labelledby="guide-title">
        <h1 id="guide-title">{guide.title}</h1>
        <Markdown options={{ disableParsingRawHTML: true, forceBlock: true, overrides }}>
          {unbroken(guide.body)}
        </Markdown>
      </article>
    </>
  );
}

/** Browsers would break options at their hyphens. */
function GuideCode({ children }: ComponentProps<'code'>) {
  if (typeof children !== 'string') return <code>{children}</code>;
  return (
    <code>
      {children.split(/( )/).map((part, index) =>
        part === ' ' ? (
          part
        ) : (
          <span key={index} className={css.codeWord}>
            {part}
          </span>
        ),
      )}
    </code>
  );
}

/** Links only to guide pages, so that none opens outside the window. */
function GuideLink({ href = '', children }: ComponentProps<'a'>) {
  const name = linkedGuide(href);
  if (name === null) return <>{children}</>;
  return (
    <button type="button" className={css.link} onClick={() => openHelp(name)}>
      {children}
    </button>
  );
}
