// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { algorithmName } from '../../../shared/domain/certificates/algorithm-name.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { tokenName } from '../../lib/text/token-name.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { useFollowedTokens } from '../../state/tokens/use-followed-tokens.ts';
import { showVaultStatus } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { TokenOperation } from './token-operation.tsx';
import { usePinEntry } from './pins/use-pin-entry.ts';
import { WantedTokenPane } from './missing/wanted-token-pane.tsx';

type Outcome = CallOutput<'vault.addToken'>;

export function ProtectVaultDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const tokens = useFollowedTokens();
  const usable = (tokens ?? []).filter(({ initialised }) => initialised);
  const [chosen, setChosen] = useState<string | null>(null);
  const token = usable.find(({ id }) => id === chosen) ?? (usable.length === 1 ? usable[0] : undefined);
  if (token !== undefined) return <OnToken key={token.id} token={token} onClose={onClose} />;
  return (
    <Dialog title={t('security.addToken')} width="narrow" onClose={onClose}>
      <p>{t('security.addTokenLead')}</p>
      {usable.length === 0 && (
        <WantedTokenPane title={t('security.addTokenNone')} text={t('security.addTokenNoneText')} />
      )}
      {usable.length > 1 && (
        <Choice
          look="cards"
          label={t('security.addTokenWhich')}
          value={chosen}
          onChange={setChosen}
          options={usable.map((each) => ({
            value: each.id,
            name: tokenName(t, each),
            help: t('security.serial', { serial: screenText(each.serial) }),
          }))}
        />
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function OnToken({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  // Ask even if the token is unlocked, because this PIN will unlock the vault.
  const entry = usePinEntry(token, 'user', true);
  const soEntry = usePinEntry(token, 'so');
  const [needsSoPin, setNeedsSoPin] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const keys = outcome?.outcome === 'choose' ? outcome.keys : [];
  return (
    <TokenOperation
      token={token}
      title={t('security.addToken')}
      entry={entry}
      {...(needsSoPin && { soEntry })}
      before={<p>{t('security.addTokenLead')}</p>}
      {...(needsSoPin && {
        fields: (
          <Notice tone="off">
            <p>{t('security.addTokenMakes')}</p>
          </Notice>
        ),
      })}
      {...(keys.length > 0 && {
        fields: (
          <Choice
            look="cards"
            label={t('security.addTokenKey')}
            value={key}
            onChange={setKey}
            options={keys.map(({ objectId, label, algorithm }) => ({
              value: objectId,
              name: label === '' ? t('tokenObjects.unnamed') : screenText(label),
              ...(algorithm !== null && { help: algorithmName(algorithm) }),
            }))}
          />
        ),
      })}
      isReady={keys.length === 0 || key !== null}
      go={t('security.addTokenGo')}
      working={t('security.addTokenWorking')}
      run={async (given, options) => {
        try {
          const input = { tokenId: token.id, key, ...given };
          const done = await withUnlock(() => ipc('vault.addToken', input, options));
          if (done.outcome === 'added') showVaultStatus(done.status);
          setOutcome(done);
        } catch (thrown) {
          const { code, details } = toAppError(thrown);
          // Generating a key needs the SO PIN, so ask for it instead of failing.
          if (code !== 'pin-needed' || details['who'] !== 'so') throw thrown;
          setNeedsSoPin(true);
        }
      }}
      result={
        outcome?.outcome === 'added' ? (
          <Notice tone="ok" title={t('security.tokenAdded')} urgent>
            <p>
              {t(outcome.made ? 'security.tokenKeyMade' : 'security.tokenKeyUsed', {
                key: screenText(outcome.keyLabel),
              })}
            </p>
            <p>{t('security.tokenLimits')}</p>
          </Notice>
        ) : null
      }
      onClose={onClose}
    />
  );
}
