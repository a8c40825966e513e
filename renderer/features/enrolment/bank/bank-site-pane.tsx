// SPDX-License-Identifier: Apache-2.0
import { Copy, ExternalLink, Globe } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { Store } from '../../../../shared/schemas/store.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { hostWords } from '../../../lib/text/host-words.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { copyText } from '../../../state/copy-text.ts';
import { awaitReturn } from '../../../state/enrolment/bank-return.ts';
import { type OpenedBank, openBank, saveAddress } from '../../../state/enrolment/banks.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { HostText } from '../../../ui/host-text.tsx';
import { AddressCheck } from './address-check.tsx';
import css from './bank-site.module.css';
import { KnownBanks } from './known-banks.tsx';
import { BankValidPane } from './bank-valid-pane.tsx';

export interface BankSitePaneProps {
  readonly bank: HeldProfile | null;
  readonly name: string | null;
  /** A store with the certificate. Null uses the default browser. */
  readonly store: Pick<Store, 'id' | 'kind' | 'browsers'> | null;
  readonly onTaken: (bank: HeldProfile) => Promise<void>;
  readonly onOpened?: () => void;
  readonly isPrimary?: boolean;
  /** Name of the certificate to choose if the site asks. */
  readonly pick?: string;
  /** Certificate to ask about after the visit. */
  readonly asksAbout?: string | null;
}

export function BankSitePane(props: BankSitePaneProps) {
  const { bank, name, store, onTaken, onOpened, isPrimary = true, pick, asksAbout = null } = props;
  const { t, language } = useText();
  const [saved, setSaved] = useState<HeldProfile | null>(null);
  const [isEditing, setEditing] = useState(false);
  const [answer, setAnswer] = useState<OpenedBank | null>(null);
  const canOpen = useCanOpen();
  const attempt = useAttempt();
  const held = saved ?? bank;
  // Other kinds of store serve several browsers, so no browser can be named.
  const isNamed = store?.kind === 'chromium' || store?.kind === 'firefox';
  const browser = isNamed ? (store.browsers[0] ?? null) : null;
  const open = (known: HeldProfile) =>
    attempt.run(async () => {
      const opened = await openBank(known, store?.id ?? null);
      setAnswer(opened);
      if (opened.opened && asksAbout !== null) awaitReturn(asksAbout);
      if (opened.opened) onOpened?.();
    });
  const said = ({ opened, say }: OpenedBank) =>
    opened && pick !== undefined ? joinSentences(say(t), t('bankSite.pick', { name: screenText(pick) })) : say(t);
  const take = async (taken: HeldProfile) => {
    await onTaken(taken);
    setSaved(taken);
    setEditing(false);
  };
  const save = async (address: string) => {
    let compared: HeldProfile | null = null;
    await attempt.run(async () => {
      compared = await saveAddress(address, held, name);
      await take(compared);
    });
    if (compared !== null && canOpen) await open(compared);
  };
  const check = (
    <AddressCheck
      start={held?.profile.url ?? ''}
      isBusy={attempt.busy}
      action={browser === null ? t('bankSite.open') : t('bankSite.openIn', { browser: screenText(browser) })}
      canOpen={canOpen}
      onConfirm={(address) => void save(address)}
      {...(isEditing && { onCancel: () => setEditing(false) })}
    />
  );
  return (
    <section className={css.pane} aria-label={t('bankSite.title')}>
      {held === null ? (
        <KnownBanks name={name} onUse={take}>
          {check}
        </KnownBanks>
      ) : held.confirmedAt === null || isEditing ? (
        check
      ) : (
        <div className={css.known}>
          <Globe size={24} strokeWidth={1.6} aria-hidden />
          <div className={css.which}>
            <div className={css.knownHost}>
              <HostText host={hostWords(held.host)} />
            </div>
            <div className={css.date}>
              {t('bankSite.compared', { date: dueDay(held.confirmedAt, language) })}
              <Button
                look="quiet"
                size="small"
                onPress={() => {
                  setAnswer(null);
                  setEditing(true);
                }}
              >
                {t('bankSite.change')}
              </Button>
            </div>
          </div>
          {(!canOpen || answer?.tone === 'warn') && (
            <Button onPress={() => void copyText(held.profile.url, (say) => say('bankSite.title'))}>
              <Copy size={16} aria-hidden />
              {t('bankSite.copy')}
            </Button>
          )}
          {canOpen && (
            <Button
              look={isPrimary ? 'primary' : 'plain'}
              onPress={() => void open(held)}
              isDisabled={attempt.busy}
              autoFocus={isPrimary}
            >
              <ExternalLink size={16} aria-hidden />
              {browser === null ? t('bankSite.openSite') : t('bankSite.openSiteIn', { browser: screenText(browser) })}
            </Button>
          )}
        </div>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {answer?.tone === 'ok' && (
        <p className={css.small} role="status">
          {said(answer)}
        </p>
      )}
      {answer?.tone === 'warn' && (
        <Notice tone="warn" urgent>
          <p>{said(answer)}</p>
        </Notice>
      )}
      {asksAbout !== null && <BankValidPane sha256={asksAbout} />}
    </section>
  );
}

function useCanOpen(): boolean {
  const [canOpen, setCanOpen] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void ipc('webEnrolments.place', {}).then(
      (answer) => isCurrent && setCanOpen(answer.canOpen),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  return canOpen;
}
