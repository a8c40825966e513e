// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { InventoryRow } from '../../../../shared/schemas/store.ts';
import { ipc } from '../../../lib/ipc.ts';
import { everything, useStores } from '../../../state/stores/stores-store.ts';
import { loadTokenObjects, useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { useFollowedTokens } from '../../../state/tokens/use-followed-tokens.ts';
import { checkKey, type KeyCheck } from './key-check.ts';

const maxRows = 200;

/** Rereads the token each time it is connected. */
export function useKeyCheck(old: CertificateDetail | null): KeyCheck | null {
  const key = old?.keyOnToken ?? null;
  const serial = key?.serial ?? '';
  const tokens = useFollowedTokens({ isOn: serial !== '' });
  const tokenId = serial === '' ? null : (tokens?.find((each) => each.serial === serial)?.id ?? null);
  const unread = useTokens((state) => state.error);
  const { shown, error } = useTokenObjects();
  const rows = useInventory(key !== null && serial === '');
  useEffect(() => {
    if (tokenId !== null) void loadTokenObjects(tokenId, true);
  }, [tokenId]);
  if (old === null || key === null) return null;
  if (serial === '') {
    const isOnKey = ({ places }: InventoryRow) => places.some(({ hardware }) => hardware === key.label);
    return rows === null ? { state: 'reading' } : checkKey(old, rows.filter(isOnKey));
  }
  if (unread !== null || error !== null) return { state: 'unseen' };
  if (tokens === null) return { state: 'reading' };
  if (tokenId === null) return { state: 'away' };
  if (shown?.tokenId !== tokenId || !shown.complete) return { state: 'reading' };
  return checkKey(
    old,
    shown.objects.flatMap(({ certificate }) => (certificate === null ? [] : [certificate])),
  );
}

function useInventory(isOn: boolean): readonly InventoryRow[] | null {
  const revision = useStores((state) => state.revision);
  const [rows, setRows] = useState<readonly InventoryRow[] | null>(null);
  useEffect(() => {
    let isCurrent = isOn;
    if (isOn) {
      ipc('stores.inventory', { ...everything, offset: 0, limit: maxRows }).then(
        (answer) => isCurrent && setRows(answer.rows),
        () => isCurrent && setRows([]),
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [isOn, revision]);
  return rows;
}
