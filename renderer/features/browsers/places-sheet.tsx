// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { InventoryRow } from '../../../shared/schemas/store.ts';
import { useText } from '../../i18n/i18n.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { selectCertificate } from '../../state/certificates-store.ts';
import { goTo } from '../../state/route-store.ts';
import { useStores } from '../../state/stores/stores-store.ts';
import { installable } from '../../state/stores/install-places.ts';
import { startInstall, startRemoval } from '../../state/stores/store-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet, SheetContent } from '../../ui/dialog/sheet.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { findingAction, isWorthInstalling, placedIn, vaultWord } from './next-action.ts';
import { PlaceLine } from './place-line.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';

export function PlacesSheet({ sha256, onClose }: { readonly sha256: string; readonly onClose: () => void }) {
  const { t } = useText();
  const pages = useStores((state) => state.pages);
  const row = [...pages.values()].flat().find((each) => each.sha256 === sha256);
  // Close the sheet if removing the certificate deleted its row.
  useEffect(() => {
    if (row === undefined) onClose();
  }, [row, onClose]);
  if (row === undefined) return null;
  return (
    <Sheet label={t('browsers.sheet')} onClose={onClose}>
      <SheetContent title={screenText(row.displayName)} sub={bankLine(row)} onClose={onClose}>
        <Content row={row} onClose={onClose} />
      </SheetContent>
    </Sheet>
  );
}

function Content({ row, onClose }: { readonly row: InventoryRow; readonly onClose: () => void }) {
  const { t } = useText();
  const { sha256, displayName } = row;
  const stores = useStores((state) => state.stores) ?? [];
  const isFree = (id: string) => row.places.every(({ storeId }) => storeId !== id);
  const isToInstall = isWorthInstalling(row) && stores.some((store) => installable(store) && isFree(store.id));
  const removable = row.places.filter(({ hardware }) => hardware === null);
  return (
    <>
      {row.findings.map((finding) => {
        const action = findingAction(row, finding);
        return (
          <Notice
            key={finding}
            tone="warn"
            title={t(`browsers.findings.${finding}`)}
            actions={
              action !== null && (
                <Button size="small" onPress={action.run}>
                  {t(`browsers.act.${action.name}`)}
                </Button>
              )
            }
          >
            {null}
          </Notice>
        );
      })}
      <h3>{t('browsers.sheetPlaces')}</h3>
      {row.places.length === 0 ? (
        <p className={text.sub}>{t('browsers.sheetNowhere')}</p>
      ) : (
        <ul className={layout.framed}>
          {row.places.map((placement) => (
            <PlaceLine
              key={placement.storeId}
              placed={placedIn(row, placement)}
              placement={placement}
              keyInVault={row.keyInVault}
            />
          ))}
        </ul>
      )}
      <h3>{t('browsers.sheetVault')}</h3>
      <p>{t(vaultWord(row))}</p>
      <div className={layout.wrap}>
        {isToInstall && (
          <Button look="primary" onPress={() => startInstall([{ sha256, displayName }])}>
            {t('install.action')}
          </Button>
        )}
        {row.inVault && (
          <Button
            look={isToInstall ? 'plain' : 'primary'}
            onPress={() => {
              onClose();
              goTo('certificates');
              selectCertificate(sha256);
            }}
          >
            {t('browsers.showCertificate')}
          </Button>
        )}
        {removable.length > 1 && (
          <Button onPress={() => startRemoval(removable.map((placement) => placedIn(row, placement)))}>
            {t('browsers.removeEverywhere')}
          </Button>
        )}
      </div>
    </>
  );
}
