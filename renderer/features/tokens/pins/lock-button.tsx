// SPDX-License-Identifier: Apache-2.0
import { Lock } from 'lucide-react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';

export function LockButton({ token }: { readonly token: Token }) {
  const { t } = useText();
  const attempt = useAttempt();
  const lock = () =>
    attempt.run(async () => {
      await ipc('tokens.lock', { tokenId: token.id });
      await refreshTokens();
    });
  return (
    <>
      <Button
        size="small"
        onPress={() => void lock()}
        isDisabled={attempt.busy}
        aria-label={t('tokens.lockOf', { name: tokenName(t, token) })}
      >
        <Lock size={14} aria-hidden />
        {attempt.busy ? t('tokens.locking') : t('tokens.lock')}
      </Button>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </>
  );
}
