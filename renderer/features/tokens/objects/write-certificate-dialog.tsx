// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { useWriteEntries } from '../pins/use-pin-entry.ts';
import { VaultChoice } from '../vault-choice.tsx';

export function WriteCertificateDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  const entries = useWriteEntries(token, false);
  const [chosen, setChosen] = useState('');
  const [withChain, setWithChain] = useState(false);
  const [written, setWritten] = useState<CallOutput<'tokens.writeCertificate'> | null>(null);
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.write.title')}
      width="wide"
      {...entries}
      before={
        <>
          <p>{t('tokenWork.write.lead')}</p>
          <VaultChoice withKey={false} chosen={chosen} onChange={setChosen} onLeave={onClose} />
          <Checkbox isSelected={withChain} onChange={setWithChain} help={t('tokenWork.vault.chainHelp')}>
            {t('tokenWork.vault.chain')}
          </Checkbox>
        </>
      }
      isReady={chosen !== ''}
      go={t('tokenWork.write.go')}
      working={t('tokenWork.write.working')}
      rereads
      run={async (given, options) => {
        const input = { tokenId: token.id, ...given, sha256: chosen, withChain };
        setWritten(await ipc('tokens.writeCertificate', input, options));
      }}
      result={
        written === null ? null : (
          <Notice
            tone={written.withKey ? 'ok' : 'warn'}
            title={t('tokenWork.write.done', { count: written.written })}
            urgent
          >
            {written.already > 0 && <p>{t('tokenWork.write.already', { count: written.already })}</p>}
            <p>{written.withKey ? t('tokenWork.write.withKey') : t('tokenWork.write.withoutKey')}</p>
          </Notice>
        )
      }
      onClose={onClose}
    />
  );
}
