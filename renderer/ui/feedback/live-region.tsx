// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import css from '../visually-hidden.module.css';

export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <div className={css.hidden} role="status" aria-live="polite">
      {text}
    </div>
  );
}

/** Announces text unchanged for `ms`. */
export function SaidAfter({ text, ms }: { readonly text: string; readonly ms: number }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return <LiveRegion text={text === '' ? '' : said} />;
}
