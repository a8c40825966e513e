// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { IssuersDialog } from './issuers-dialog.tsx';
import { issuersMissing } from './issuers-missing.ts';

export interface MissingIssuerPaneProps {
  readonly sha256: string;
  readonly name: string;
  readonly onOpen?: () => void;
  readonly onDone?: () => void;
}

/** Empty if no certificate names a source (E06). */
export function MissingIssuerPane({ sha256, name, onOpen, onDone }: MissingIssuerPaneProps) {
  const { t } = useText();
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [known, setKnown] = useState(false);
  const [open, setOpen] = useState(false);
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
  const show = () => {
    setOpen(true);
    onOpen?.();
  };
  const close = () => {
    setOpen(false);
    onDone?.();
  };
  return (
    <>
      {known && (
        <Button size="small" onPress={show}>
          {t('revocation.issuers.fetch')}
        </Button>
      )}
      {open && <IssuersDialog sha256={sha256} name={name} onClose={close} />}
    </>
  );
}
