// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { type Say, toast } from '../../../state/toasts-store.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { KeyDialogProps } from '../keys/csr-dialog.tsx';
import { objectName } from './object-words.ts';
import { TokenOperation } from '../token-operation.tsx';
import { TypeToConfirm } from '../initialise/type-to-confirm.tsx';
import { useWriteEntries } from '../pins/use-pin-entry.ts';

/** A closure in the component would retain the input. */
const deleted: Say = (say) => say('tokenWork.delete.done');

/** Digits of the id to type if the label can't be typed. */
const idDigits = 8;

export function DeleteObjectDialog({ token, object, onClose }: KeyDialogProps) {
  const { t } = useText();
  const entries = useWriteEntries(token, false);
  const [typed, setTyped] = useState('');
  const { label, id } = object;
  const typeable = label.trim() !== '' && screenText(label) === label;
  const toType = typeable ? label : id.slice(0, idDigits);
  const meant = typed.trim() === toType.trim();
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.delete.title')}
      {...entries}
      before={
        <Notice
          tone={object.class === 'private-key' ? 'bad' : 'warn'}
          title={`${t(`tokenObjects.part.${object.class}`)} · ${objectName(t, object)}`}
        >
          <p>{object.class === 'private-key' ? t('tokenWork.delete.key') : t('tokenWork.delete.other')}</p>
        </Notice>
      }
      fields={<TypeToConfirm toType={toType} typed={typed} onTyped={setTyped} />}
      isReady={meant}
      go={t('tokenWork.delete.go')}
      danger
      working={t('tokenWork.delete.working')}
      rereads
      run={async (given, options) => {
        const typedLabel = meant ? toType : typed;
        await ipc('tokens.delete', { tokenId: token.id, ...given, objectId: id, typedLabel }, options);
        toast(deleted);
        onClose();
      }}
      result={null}
      onClose={onClose}
    />
  );
}
