// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { issuersMissing } from './issuers-missing.ts';

export interface MissingIssuerPaneProps {
  readonly sha256: string;
  readonly name: string;
  readonly onDone?: () => void;
}

export function MissingIssuerPane({ sha256, name, onDone }: MissingIssuerPaneProps) {
  const { t } = useText();
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [known, setKnown] = useState(false);
  useEffect(() => {
    let current = true;
    issuersMissing(sha256).then(
      ({ contacts, issuersAtHand }) => current && setKnown(contacts.length + issuersAtHand > 0),
      () => current && setKnown(false),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  const show = () => void openDialog('revocation.issuers', { sha256, name }).then(onDone);
  if (!known) return null;
  return (
    <Button size="small" onPress={show}>
      {t('revocation.issuers.fetch')}
    </Button>
  );
}
