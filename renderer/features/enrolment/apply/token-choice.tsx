// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { ownFirst, useTokenHoldings } from '../../../state/tokens/token-holdings.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { ManagePane } from '../../tokens/manage-pane.tsx';

export interface TokenChoiceProps {
  readonly chosen: string | null;
  readonly onChoose: (token: Token) => void;
}

export function TokenChoice({ chosen, onChoose }: TokenChoiceProps) {
  const { t } = useText();
  const { tokens, reading } = useTokens();
  useEffect(() => void refreshTokens({ look: true }), []);
  const initialised = tokens?.filter((token) => token.initialised) ?? [];
  const holdings = useTokenHoldings(initialised);
  const usable = ownFirst(initialised, holdings);
  const again = (
    <Button size="small" onPress={() => void refreshTokens({ look: true })} isDisabled={reading}>
      {t('servers.token.lookAgain')}
    </Button>
  );
  if (tokens === null) return <ProgressLine label={t('servers.token.looking')} />;
  if (usable.length === 0) {
    return (
      <Notice tone="warn" title={t('servers.token.none')} actions={again}>
        <p>{t('servers.token.noneText')}</p>
      </Notice>
    );
  }
  return (
    <>
      <Choice
        look="cards"
        label={t('servers.token.which')}
        value={chosen ?? ''}
        onChange={(id) => {
          const token = usable.find((each) => each.id === id);
          if (token !== undefined) onChoose(token);
        }}
        options={usable.map((token) => {
          const holding = holdings.get(token.id);
          const hint =
            holding === 'free' ? 'servers.token.notManaged' : (`backup.token.${holding ?? 'unread'}` as const);
          return {
            value: token.id,
            name: tokenName(t, token),
            help: token.managed ? screenText(token.serial) : t(hint),
            isDisabled: !token.managed,
          };
        })}
      />
      {usable.every(({ managed }) => !managed) && (
        <ManagePane tokens={usable} holdings={holdings} tone="warn" onManaged={onChoose}>
          {t('servers.token.manageFirst')}
        </ManagePane>
      )}
    </>
  );
}

export function TokenGone({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  return (
    <>
      <Notice tone="warn" title={t('servers.token.none')} urgent>
        <p>{t('servers.token.noneText')}</p>
      </Notice>
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} autoFocus>
            {t('common.back')}
          </Button>
        </div>
      </DialogActions>
    </>
  );
}
