// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { VaultAcceptance } from '../../../shared/schemas/vault/vault-acceptance.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { showVaultStatus, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './vault-dialogs.module.css';

export function AcceptVaultDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const folder = useVault((state) => state.status?.folder ?? '');
  const [shown, setShown] = useState<VaultAcceptance | null>(null);
  const look = useAttempt();
  const accept = useAttempt();
  useEffect(() => {
    void look.run(async (options) => setShown(await ipc('vault.acceptance', {}, options)));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, []);
  const goOn = async (digest: string) => {
    if (await accept.run(async (options) => showVaultStatus(await ipc('vault.accept', { digest }, options)))) onClose();
  };
  return (
    <Dialog title={t('banner.elsewhereTitle')} onClose={onClose}>
      <p>{t('banner.elsewhereLead')}</p>
      <p className={text.muted}>{screenText(folder)}</p>
      {look.error !== null && <ErrorNotice key={look.number} error={look.error} />}
      {shown === null && look.error === null && <ProgressLine label={t('losses.reading')} />}
      {shown !== null && <WhatCounts shown={shown} />}
      {accept.error !== null && <ErrorNotice key={`accept ${accept.number}`} error={accept.error} />}
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button
          look="primary"
          isDisabled={shown === null || accept.busy}
          onPress={() => shown !== null && void goOn(shown.digest)}
        >
          {t('banner.elsewhereAccept')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function WhatCounts({ shown: { anchors, profiles } }: { readonly shown: VaultAcceptance }) {
  const { t } = useText();
  return (
    <>
      {anchors.length > 0 && (
        <section className={css.brought} aria-label={t('banner.elsewhereRoots')}>
          <h3>{t('banner.elsewhereRoots')}</h3>
          <Authorities authorities={anchors} />
        </section>
      )}
      {profiles.length > 0 && (
        <section className={css.brought} aria-label={t('banner.elsewhereProfiles')}>
          <h3>{t('banner.elsewhereProfiles')}</h3>
          <ul>
            {profiles.map(({ name, host, authorities }) => (
              <li key={`${host} ${name}`}>
                <strong>{screenText(host)}</strong> · {screenText(name)}
                {authorities.length > 0 && <Authorities authorities={authorities} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Authorities({ authorities }: { readonly authorities: VaultAcceptance['anchors'] }) {
  return (
    <ul>
      {authorities.map(({ sha256, subject }) => (
        <li key={sha256}>
          {screenText(subject)}
          <code className={css.fingerprint}>{sha256}</code>
        </li>
      ))}
    </ul>
  );
}
