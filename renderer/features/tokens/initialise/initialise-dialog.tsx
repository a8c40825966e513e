// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { pinOctets } from '../../../lib/pin-rules.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { loadTokenObjects, useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { chooseToken } from '../../../state/tokens/tokens-store.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { DataLossList } from './data-loss-list.tsx';
import { NewPinFields, useNewPin } from '../pins/new-pin-fields.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { TypeToConfirm } from './type-to-confirm.tsx';
import { usePinEntry } from '../pins/use-pin-entry.ts';

/** CK_TOKEN_INFO.label holds 32 octets of UTF-8. */
const labelOctets = 32;

export function InitialiseDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useText();
  const blank = !token.initialised;
  // A blank token has no SO PIN yet.
  const entry = usePinEntry(token, blank ? null : 'so');
  const newSoPin = useNewPin(token, 'so');
  const newPin = useNewPin(token, 'user');
  const [label, setLabel] = useState(blank ? '' : screenText(token.label).trim());
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState(false);
  const [done, setDone] = useState(false);
  const list = useTokenObjects(({ shown }) => (shown?.tokenId === token.id ? shown : null));
  const { id } = token;
  // Reread the objects, because the screen may be out of date.
  useEffect(() => {
    if (!blank) void loadTokenObjects(id, true);
  }, [id, blank]);
  const certificates = (list?.objects ?? []).flatMap(({ certificate }) => (certificate === null ? [] : [certificate]));
  const empty = list?.complete === true && list.objects.length === 0;
  const toType = token.label.trim() === '' ? token.serial : token.label;
  const shown = screenText(toType);
  const meant = typed.trim() === shown.trim();
  const looked = blank || empty || (list?.complete === true && seen);
  const long = pinOctets(label.trim()) > labelOctets;
  return (
    <TokenOperation
      token={token}
      title={t(blank ? 'tokenWork.initialise.blankTitle' : 'tokenWork.initialise.title')}
      width="wide"
      entry={entry}
      before={
        <>
          {!blank && (
            <Notice tone="bad" title={t('tokenWork.initialise.warnTitle')}>
              <p>{t('tokenWork.initialise.warnText')}</p>
            </Notice>
          )}
          {!blank && <DataLossList list={list} seen={seen} onSeen={setSeen} />}
        </>
      }
      fields={
        <>
          <TextField
            label={t('tokenWork.initialise.newLabel')}
            hint={t('tokenWork.initialise.newLabelHint')}
            error={long ? t('tokenWork.initialise.labelLong') : undefined}
            value={label}
            onChange={setLabel}
            maxLength={labelOctets}
          />
          {shown !== '' && <TypeToConfirm toType={shown} typed={typed} onTyped={setTyped} />}
        </>
      }
      after={
        <>
          {blank && <NewPinFields token={token} owner="so" pin={newSoPin} />}
          <NewPinFields token={token} owner="user" pin={newPin} />
        </>
      }
      isReady={looked && meant && label.trim() !== '' && !long && newPin.ready && (!blank || newSoPin.ready)}
      go={t(blank ? 'tokenWork.initialise.blankGo' : 'tokenWork.initialise.go')}
      danger={!blank}
      working={t(blank ? 'tokenWork.initialise.blankWorking' : 'tokenWork.initialise.working')}
      rereads
      run={async ({ pin, confirmedLastTry }) => {
        const given = { soPin: blank ? newSoPin.take() : (pin ?? null), newPin: newPin.take() };
        const { tokenId } = await ipc('tokens.initialise', {
          tokenId: id,
          label: label.trim(),
          ...given,
          typedLabel: meant ? toType : typed,
          losing: [...new Set(certificates.map(({ sha256 }) => sha256))],
          confirmedLastTry,
        });
        chooseToken(tokenId);
        setDone(true);
      }}
      result={
        done ? (
          <Notice tone="ok" title={t(blank ? 'tokenWork.initialise.blankDone' : 'tokenWork.initialise.done')} urgent>
            <p>{t('tokenWork.initialise.doneText')}</p>
          </Notice>
        ) : null
      }
      onClose={onClose}
    />
  );
}
