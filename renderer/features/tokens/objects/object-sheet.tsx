// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { startTokenTask, useTokenTasks } from '../../../state/tokens/token-tasks-store.ts';
import { Button } from '../../../ui/button.tsx';
import { useGlobalEscape } from '../../../ui/use-global-escape.ts';
import { ObjectCard } from './object-card.tsx';
import type { ObjectGroup } from './object-groups.ts';
import css from './object-sheet.module.css';
import { groupName, groupSub } from './object-words.ts';
import { whyOff } from '../token-action-rules.ts';

/** A closing dialog returns the focus in the next frame. */
const focusReturnsWithinMs = 50;

export interface ObjectSheetProps {
  readonly token: Token;
  readonly group: ObjectGroup;
  readonly onClose: () => void;
}

export function ObjectSheet({ token, group, onClose }: ObjectSheetProps) {
  const { t } = useText();
  const dialog = useRef<HTMLElement>(null);
  const task = useTokenTasks((state) => state.task);
  useGlobalEscape(dialog, onClose);
  // The button that opened a dialog may be gone: keep the focus in the sheet.
  useEffect(() => {
    if (task !== null) return undefined;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) dialog.current?.focus();
    }, focusReturnsWithinMs);
    return () => clearTimeout(timer);
  }, [task]);
  return (
    <ModalOverlay className={css.scrim ?? ''} isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={css.sheet ?? ''}>
        <Dialog ref={dialog} className={css.dialog ?? ''} aria-label={t('tokenObjects.sheet')}>
          <div className={css.head}>
            <div className={css.titles}>
              <h2>{groupName(t, group)}</h2>
              <p className={css.sub}>{groupSub(t, group)}</p>
            </div>
            <Button look="quiet" size="icon" aria-label={t('common.close')} onPress={onClose}>
              <X size={18} aria-hidden />
            </Button>
          </div>
          <GroupActions token={token} group={group} onClose={onClose} />
          <h3>{t('tokenObjects.objects')}</h3>
          <ul className={css.cards}>
            {group.objects.map((object) => (
              <ObjectCard key={object.id} token={token} object={object} />
            ))}
          </ul>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function GroupActions({ token, group, onClose }: ObjectSheetProps) {
  const { t } = useText();
  const { certificate, privateKey } = group;
  const facts = certificate?.certificate ?? null;
  const canSign = privateKey?.key?.canSign === true;
  const keyTasks = ['test-key', 'csr', 'self-sign'] as const;
  const names = {
    'test-key': t('tokenObjects.test'),
    csr: t('tokenObjects.csr'),
    'self-sign': t('tokenObjects.selfSign'),
  };
  const off = canSign ? [...new Set(keyTasks.map((kind) => whyOff(token, kind, 1)))].filter((why) => why !== null) : [];
  return (
    <>
      <div className={css.actions}>
        {privateKey !== null &&
          canSign &&
          keyTasks.map((kind) => (
            <Button
              key={kind}
              isDisabled={whyOff(token, kind, 1) !== null}
              onPress={() => startTokenTask({ kind, token, object: privateKey })}
            >
              {names[kind]}
            </Button>
          ))}
        {facts !== null && !facts.inVault && (
          <Button onPress={() => startTokenTask({ kind: 'take-in', token })}>{t('tokenObjects.takeIn')}</Button>
        )}
        {facts?.inVault === true && (
          <Button
            onPress={() => {
              onClose();
              goTo('certificates');
              selectCertificate(facts.sha256);
            }}
          >
            {t('tokenObjects.view')}
          </Button>
        )}
      </div>
      {off.map((why) => (
        <p key={why} className={css.off}>
          {t(`tokenObjects.off.${why}`)}
        </p>
      ))}
    </>
  );
}
