// SPDX-License-Identifier: Apache-2.0
import { ExternalLink, Globe } from 'lucide-react';
import { useEffect, useState } from 'react';
import { hostOfAddress } from '../../../shared/domain/bank-site/bank-address.ts';
import type { BankSite } from '../../../shared/schemas/certificates/certificate.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { AddressCheck } from './address-check.tsx';
import css from './bank-site.module.css';

export interface BankSitePaneProps {
  readonly sha256: string;
  /** As the vault has it; null: not typed yet. */
  readonly start: BankSite | null;
  /** Where it is installed; null: the usual browser opens it. */
  readonly store: Pick<Store, 'id' | 'kind' | 'browsers'> | null;
}

/** The bank's website, typed and compared once, then opened in the browser that has the certificate. */
export function BankSitePane({ sha256, start, store }: BankSitePaneProps) {
  const { t, language } = useText();
  const [site, setSite] = useState(start);
  const [isEditing, setEditing] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const canOpen = useCanOpen();
  const attempt = useAttempt();
  // Elsewhere the store is read by several browsers, and which one is usual is not known.
  const isNamed = store?.kind === 'chromium' || store?.kind === 'firefox';
  const browser = isNamed ? (store.browsers[0] ?? null) : null;
  const open = () =>
    attempt.run(async () => {
      const answer = await ipc('bankSites.open', { sha256, storeId: store?.id ?? null });
      if (!answer.opened) setSaid(t('bankSite.notOpened'));
      else if (answer.browser === null) setSaid(t('bankSite.opened'));
      else setSaid(t('bankSite.openedIn', { browser: answer.browser }));
    });
  const save = (address: string) =>
    attempt.run(async () => {
      const saved = await ipc('bankSites.save', { sha256, address });
      setSite(saved.site);
      setEditing(false);
      if (canOpen) await open();
    });
  const host = site === null ? null : hostOfAddress(site.address);
  const openName =
    browser === null ? t('bankSite.openSite') : t('bankSite.openSiteIn', { browser: screenText(browser) });
  return (
    <section className={css.pane} aria-label={t('bankSite.title')}>
      {site === null || host === null || isEditing ? (
        <AddressCheck
          start={site}
          isBusy={attempt.busy}
          action={browser === null ? t('bankSite.open') : t('bankSite.openIn', { browser: screenText(browser) })}
          canOpen={canOpen}
          onConfirm={(address) => void save(address)}
          {...(site !== null && { onCancel: () => setEditing(false) })}
        />
      ) : (
        <div className={css.known}>
          <Globe size={24} strokeWidth={1.6} aria-hidden />
          <div className={css.which}>
            <div className={css.knownHost}>{screenText(host)}</div>
            <div className={css.date}>
              {t('bankSite.compared', { date: shortDate(`${site.comparedOn}T12:00:00`, language) })}
              <Button
                look="quiet"
                size="small"
                onPress={() => {
                  setSaid(null);
                  setEditing(true);
                }}
              >
                {t('bankSite.change')}
              </Button>
            </div>
          </div>
          {canOpen && (
            <Button look="primary" onPress={() => void open()} isDisabled={attempt.busy} autoFocus>
              <ExternalLink size={16} aria-hidden />
              {openName}
            </Button>
          )}
        </div>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {said !== null && (
        <p className={css.small} role="status">
          {said}
        </p>
      )}
    </section>
  );
}

function useCanOpen(): boolean {
  const [canOpen, setCanOpen] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void ipc('bankSites.place', {}).then(
      (answer) => isCurrent && setCanOpen(answer.canOpen),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  return canOpen;
}
