// SPDX-License-Identifier: Apache-2.0
import { LockOpen } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { tokenName } from '../../lib/text/token-name.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { chooseToken } from '../../state/tokens/tokens-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { LockButton } from './pins/lock-button.tsx';
import { pinStateOf, pinTone } from './token-words.ts';
import text from '../../ui/text.module.css';
import css from './tokens-page.module.css';

export function TokenList({ tokens, chosen }: { readonly tokens: readonly Token[]; readonly chosen: string }) {
  const { t } = useText();
  return (
    <section className={css.list} aria-label={t('tokens.list')}>
      <ul className={css.items} aria-label={t('tokens.list')}>
        {tokens.map((token) => (
          <Item key={token.id} token={token} isChosen={token.id === chosen} />
        ))}
      </ul>
      <div>
        <Button look="quiet" size="small" onPress={() => void openDialog('tokens.missing')}>
          {t('tokens.notShown')}
        </Button>
      </div>
    </section>
  );
}

function Item({ token, isChosen }: { readonly token: Token; readonly isChosen: boolean }) {
  const { t } = useText();
  const { id, model, reader, initialised, loginRequired, managed, unlocked } = token;
  const state = pinStateOf(token);
  return (
    <li className={`${css.item} ${isChosen ? css.chosen : ''}`} data-token={id}>
      <AriaButton
        className={css.pick ?? ''}
        onPress={() => chooseToken(id)}
        {...(isChosen && { 'aria-current': 'true' as const })}
      >
        <span className={css.name}>{tokenName(t, token)}</span>
        <span className={text.sub}>{screenText(model)}</span>
        {reader !== model && <span className={text.sub}>{screenText(reader)}</span>}
        <span className={css.marks}>
          {initialised && loginRequired && <Pill tone={pinTone[state]}>{t(`tokens.pin.${state}`)}</Pill>}
          {!initialised && <Pill tone="off">{t('tokens.blank')}</Pill>}
          {managed && <Pill tone="off">{t('tokens.managed')}</Pill>}
        </span>
      </AriaButton>
      {unlocked && (
        <div className={`${css.lockLine} ${css.marks}`}>
          <span className={css.waiting}>
            <LockOpen size={14} aria-hidden />
            {t('tokens.unlocked')}
          </span>
          <LockButton token={token} />
        </div>
      )}
    </li>
  );
}
