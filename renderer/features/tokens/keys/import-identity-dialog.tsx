// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { requestUnlock } from '../../../state/vault/unlock.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import text from '../../../ui/text.module.css';
import { TokenOperation } from '../token-operation.tsx';
import { useWriteEntries } from '../pins/use-pin-entry.ts';
import { VaultChoice } from '../vault-choice.tsx';

export function ImportIdentityDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  const entries = useWriteEntries(token, true);
  // Unlock the vault first, so that the PIN isn't held while unlocking or sent twice.
  const locked = useVault((state) => state.status?.state === 'locked');
  const [chosen, setChosen] = useState('');
  const [withChain, setWithChain] = useState(false);
  const [label, setLabel] = useState('');
  const [copied, setCopied] = useState<CallOutput<'tokens.importIdentity'> | null>(null);
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.importing.title')}
      width="wide"
      {...entries}
      before={
        <>
          <p>{t('tokenWork.importing.lead')}</p>
          <VaultChoice withKey chosen={chosen} onChange={setChosen} onLeave={onClose} />
          {locked && (
            <Notice
              tone="warn"
              actions={
                <Button size="small" onPress={() => void requestUnlock()}>
                  {t('tokenWork.vault.unlock')}
                </Button>
              }
            >
              <p>{t('tokenWork.vault.locked')}</p>
            </Notice>
          )}
          <Checkbox isSelected={withChain} onChange={setWithChain} help={t('tokenWork.vault.chainHelp')}>
            {t('tokenWork.vault.chain')}
          </Checkbox>
        </>
      }
      fields={
        <TextField
          label={t('tokenWork.importing.label')}
          hint={t('tokenWork.importing.labelHint')}
          value={label}
          onChange={setLabel}
          maxLength={64}
        />
      }
      after={<p className={text.sub}>{t('tokenWork.importing.proof')}</p>}
      isReady={chosen !== '' && !locked}
      go={t('tokenWork.importing.go')}
      working={t('tokenWork.importing.working')}
      rereads
      run={async (given, options) => {
        const name = label.trim() === '' ? null : label.trim();
        const input = { tokenId: token.id, ...given, sha256: chosen, withChain, label: name };
        setCopied(await ipc('tokens.importIdentity', input, options));
      }}
      result={copied === null ? null : <Copied sealed={copied.sealed} />}
      onClose={onClose}
    />
  );
}

function Copied({ sealed }: { readonly sealed: boolean | null }) {
  const { t } = useText();
  return (
    <Notice tone={sealed === false ? 'warn' : 'ok'} title={t('tokenWork.importing.done')} urgent>
      <p>
        {sealed === null
          ? t('tokenWork.importing.sealUnknown')
          : sealed
            ? t('tokenWork.importing.sealed')
            : t('tokenWork.importing.notSealed')}
      </p>
      <p>{t('tokenWork.importing.provable')}</p>
    </Notice>
  );
}
