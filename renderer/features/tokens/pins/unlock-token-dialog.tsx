// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { TokenOperation } from '../token-operation.tsx';
import { type GivenPin, usePinEntry } from './use-pin-entry.ts';

export function UnlockTokenDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  const entry = usePinEntry(token, 'user');
  const run = async ({ pin, confirmedLastTry }: GivenPin) => {
    await ipc('tokens.unlock', { tokenId: token.id, pin: pin ?? null, confirmedLastTry });
    onClose();
  };
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.unlock.title')}
      entry={entry}
      after={<p>{t('tokenWork.unlock.lead')}</p>}
      isReady
      go={t('tokenWork.unlock.go')}
      working={t('tokenWork.unlock.working')}
      run={run}
      result={null}
      onClose={onClose}
    />
  );
}
