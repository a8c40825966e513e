// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Token, TokenAlgorithm, TokenObject } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { useWriteEntries } from '../pins/use-pin-entry.ts';

export function GenerateDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  const entries = useWriteEntries(token, true);
  const [algorithm, setAlgorithm] = useState<TokenAlgorithm>(token.generates[0] ?? 'rsa-2048');
  const [label, setLabel] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const key = useTokenObjects(({ shown }) => shown?.objects.find(({ id }) => id === made));
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.generate.title')}
      width="wide"
      {...entries}
      before={
        <Notice tone="warn" title={t('tokenWork.generate.warnTitle')}>
          <p>{t('tokenWork.generate.warnText')}</p>
        </Notice>
      }
      fields={
        <>
          <TextField
            label={t('tokenWork.generate.label')}
            hint={t('tokenWork.generate.labelHint')}
            value={label}
            onChange={setLabel}
            maxLength={64}
          />
          <Choice
            look="cards"
            label={t('tokenWork.generate.algorithm')}
            value={algorithm}
            onChange={setAlgorithm}
            options={token.generates.map((each) => ({
              value: each,
              name: algorithmName(each),
              help: t(`tokenWork.generate.help.${each}`),
            }))}
          />
        </>
      }
      isReady={label.trim() !== ''}
      go={t('tokenWork.generate.go')}
      working={t('tokenWork.generate.working')}
      rereads
      run={async (given, options) => {
        const input = { tokenId: token.id, ...given, algorithm, label: label.trim() };
        setMade((await ipc('tokens.generate', input, options)).objectId);
      }}
      result={
        made === null ? null : (
          <Notice tone="ok" title={t('tokenWork.generate.done')} urgent>
            <p>{t('tokenWork.generate.next')}</p>
          </Notice>
        )
      }
      resultActions={
        <Button
          look="primary"
          autoFocus
          isDisabled={made === null}
          onPress={() => {
            if (made !== null)
              void openDialog('tokens.csr', { token, object: key ?? unseenKey(made, label.trim(), algorithm) });
          }}
        >
          {t('tokenObjects.csr')}
        </Button>
      }
      isUnfinished
      onClose={onClose}
    />
  );
}

/** Stands in for the new key if the token lists private keys only while unlocked. */
function unseenKey(id: string, label: string, algorithm: TokenAlgorithm): TokenObject {
  return {
    id,
    class: 'private-key',
    label,
    keyId: '',
    algorithm,
    pair: null,
    certificate: null,
    key: null,
    sizeBytes: null,
  };
}
