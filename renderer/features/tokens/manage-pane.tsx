// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { tokenName } from '../../lib/text/token-name.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import type { Holding } from '../../state/tokens/token-holdings.ts';
import { useTokens } from '../../state/tokens/tokens-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';

export interface ManagePaneProps {
  readonly tokens: readonly Token[];
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly tone: 'off' | 'warn';
  readonly children: string;
  readonly onManaged: (token: Token) => void;
}

export function ManagePane({ tokens, holdings, tone, children, onManaged }: ManagePaneProps) {
  const free = tokens.filter(({ id }) => holdings.get(id) === 'free');
  return (
    <Notice
      tone={tone}
      actions={free.map((token) => (
        <ManageButton key={token.id} token={token} onManaged={onManaged} />
      ))}
    >
      <p>{children}</p>
    </Notice>
  );
}

export function ManageButton({ token, onManaged }: Pick<ManagePaneProps, 'onManaged'> & { readonly token: Token }) {
  const { t } = useText();
  const manage = async () => {
    await openDialog('tokens.manage', { token });
    const changed = useTokens.getState().tokens?.find(({ id }) => id === token.id);
    if (changed?.managed === true) onManaged(changed);
  };
  return (
    <Button size="small" onPress={() => void manage()}>
      {t('backup.token.manage', { name: tokenName(t, token) })}
    </Button>
  );
}
