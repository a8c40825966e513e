// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Sheet, SheetContent } from '../../../ui/dialog/sheet.tsx';
import { ObjectCard } from './object-card.tsx';
import type { ObjectGroup } from './object-groups.ts';
import layout from '../../../ui/layout.module.css';
import css from './object-sheet.module.css';
import { groupName, groupSub } from './object-words.ts';
import { whyOff } from '../token-action-rules.ts';

export interface ObjectSheetProps {
  readonly token: Token;
  readonly group: ObjectGroup;
  readonly onClose: () => void;
}

export function ObjectSheet({ token, group, onClose }: ObjectSheetProps) {
  const { t } = useText();
  return (
    <Sheet label={t('tokenObjects.sheet')} onClose={onClose}>
      <SheetContent title={groupName(t, group)} sub={groupSub(t, group)} onClose={onClose}>
        <GroupActions token={token} group={group} onClose={onClose} />
        <h3>{t('tokenObjects.objects')}</h3>
        <ul className={layout.stack10}>
          {group.objects.map((object) => (
            <ObjectCard key={object.id} token={token} object={object} />
          ))}
        </ul>
      </SheetContent>
    </Sheet>
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
              onPress={() => void openDialog(`tokens.${kind}`, { token, object: privateKey })}
            >
              {names[kind]}
            </Button>
          ))}
        {facts !== null && !facts.inVault && (
          <Button onPress={() => void openDialog('tokens.take-in', { token })}>{t('tokenObjects.takeIn')}</Button>
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
