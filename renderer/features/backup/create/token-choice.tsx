// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { ownFirst, useTokenHoldings } from '../../../state/tokens/token-holdings.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { ManageButton } from '../../tokens/manage-pane.tsx';

export interface TokenChoiceProps {
  readonly tokenId: string;
  readonly onChange: (tokenId: string) => void;
}

/** Lists every initialised token, because only writing shows whether it accepts a backup. */
export function TokenChoice({ tokenId, onChange }: TokenChoiceProps) {
  const { t } = useText();
  const { tokens, error } = useTokens();
  useEffect(() => void refreshTokens({ look: true }), []);
  const initialised = (tokens ?? []).filter((token) => token.initialised);
  const holdings = useTokenHoldings(initialised);
  const usable = ownFirst(initialised, holdings);
  if (error !== null) return <ErrorNotice error={error} />;
  if (tokens === null) return <ProgressLine label={t('tokens.looking')} />;
  const again = <Button onPress={() => void refreshTokens({ look: true })}>{t('tokens.lookAgain')}</Button>;
  if (usable.length === 0) {
    return (
      <Notice tone="off" title={t('backup.token.none')} actions={again}>
        <p>{t('backup.token.noneText')}</p>
      </Notice>
    );
  }
  return (
    <>
      <Choice
        look="cards"
        label={t('backup.token.which')}
        value={tokenId}
        onChange={onChange}
        options={usable.map((token) => {
          const holding = holdings.get(token.id);
          const hint =
            holding === 'free' ? 'backup.token.manageToWrite' : (`backup.token.${holding ?? 'unread'}` as const);
          return {
            value: token.id,
            name: tokenName(t, token),
            help: token.managed ? t('backup.token.managed') : t(hint),
            isDisabled: !token.managed,
            ...(!token.managed &&
              holding === 'free' && {
                action: <ManageButton token={token} onManaged={({ id }) => onChange(id)} />,
              }),
          };
        })}
      />
      {!usable.some(({ managed }) => managed) && (
        <Notice tone="off">
          <p>{t('backup.token.manageFirst')}</p>
        </Notice>
      )}
      <p>{t('backup.token.independent')}</p>
    </>
  );
}
