// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';

export interface TokenChoiceProps {
  readonly tokenId: string;
  readonly onChange: (tokenId: string) => void;
}

/** Only trying shows whether a token accepts a backup. */
export function TokenChoice({ tokenId, onChange }: TokenChoiceProps) {
  const { t } = useText();
  const { tokens, error } = useTokens();
  useEffect(() => void refreshTokens({ look: true }), []);
  const usable = (tokens ?? []).filter(({ initialised }) => initialised);
  if (error !== null) return <ErrorNotice error={error} />;
  if (tokens === null) return <ProgressLine label={t('tokens.looking')} />;
  const again = <Button onPress={() => void refreshTokens({ look: true })}>{t('tokens.lookAgain')}</Button>;
  const manage = async (token: Token) => {
    await openDialog('tokens.manage', { token });
    const changed = useTokens.getState().tokens?.find(({ id }) => id === token.id);
    if (changed?.managed === true) onChange(token.id);
  };
  if (usable.length === 0) {
    return (
      <Notice tone="off" title={t('backup.token.none')} actions={again}>
        <p>{t('backup.token.noneText')}</p>
      </Notice>
    );
  }
  return (
    <>
      {!usable.some(({ managed }) => managed) && (
        <Notice
          tone="off"
          actions={usable.map((token) => (
            <Button key={token.id} onPress={() => void manage(token)}>
              {t('backup.token.manage', { name: tokenName(t, token) })}
            </Button>
          ))}
        >
          <p>{t('backup.token.manageFirst')}</p>
        </Notice>
      )}
      <Choice
        look="cards"
        label={t('backup.token.which')}
        value={tokenId}
        onChange={onChange}
        options={usable.map((token) => ({
          value: token.id,
          name: tokenName(t, token),
          help: token.managed ? t('backup.token.managed') : t('backup.token.manageToWrite'),
          isDisabled: !token.managed,
        }))}
      />
      <p>{t('backup.token.independent')}</p>
    </>
  );
}
