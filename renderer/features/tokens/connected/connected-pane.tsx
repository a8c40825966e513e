// SPDX-License-Identifier: Apache-2.0
import { HardDrive, Usb } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { InventoryRow } from '../../../../shared/schemas/store.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { onTick, useNow } from '../../../lib/clock.ts';
import { ipc } from '../../../lib/ipc.ts';
import { byteSize } from '../../../lib/text/byte-size.ts';
import { statusNow, toneNow } from '../../../lib/text/countdown.ts';
import { useCountdown } from '../../../lib/text/countdown-text.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { type Drive, startBackup } from '../../../state/backups-store.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { useStores } from '../../../state/stores/stores-store.ts';
import { openToken, useTokens } from '../../../state/tokens/tokens-store.ts';
import { useFollowedTokens } from '../../../state/tokens/use-followed-tokens.ts';
import { isNotLocked, useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { LiveRegion } from '../../../ui/feedback/live-region.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import { useBackupsOn } from '../device/device-facts.tsx';
import { pinStateOf } from '../token-words.ts';
import words from '../../../ui/text.module.css';
import css from './connected-pane.module.css';

export interface Connected {
  /** While loading, the last known tokens. Excludes blank tokens, because software modules always report one. */
  readonly tokens: readonly Token[];
  readonly drives: readonly Drive[];
  readonly isRead: boolean;
}

/** Updates while the window is visible and the vault isn't locked. */
export function useConnected(): Connected {
  const isOn = useVault(isNotLocked);
  const followed = useFollowedTokens({ isOn, isBeside: true });
  const last = useTokens((state) => state.last);
  const tokens = isOn ? (followed ?? last) : null;
  const drives = useDrives(isOn);
  return {
    tokens: tokens?.filter(({ initialised }) => initialised) ?? [],
    drives: drives ?? [],
    isRead: !isOn || drives !== null,
  };
}

function useDrives(isOn: boolean): readonly Drive[] | null {
  const [drives, setDrives] = useState<readonly Drive[] | null>(null);
  useEffect(() => {
    if (!isOn) return undefined;
    let current = true;
    const list = () => {
      if (document.hidden) return;
      ipc('backups.drives', {}).then(
        (answer) => current && setDrives(answer.drives),
        () => current && setDrives((before) => before ?? []),
      );
    };
    list();
    const stop = onTick(list);
    return () => {
      current = false;
      stop();
      setDrives(null);
    };
  }, [isOn]);
  return drives;
}

export function ConnectedPane({ connected: { tokens, drives } }: { readonly connected: Connected }) {
  const { t } = useText();
  const count = tokens.length + drives.length;
  return (
    <>
      <ul className={css.items} aria-label={t('overview.connected.title')}>
        {tokens.map((token) => (
          <TokenItem key={token.id} token={token} />
        ))}
        {drives.map((drive) => (
          <DriveItem key={drive.driveId} drive={drive} />
        ))}
      </ul>
      <LiveRegion text={t('overview.connected.count', { count })} />
    </>
  );
}

function TokenItem({ token }: { readonly token: Token }) {
  const { t } = useText();
  const name = tokenName(t, token);
  const rows = useCertificatesOn(token.serial);
  const state = pinStateOf(token);
  const facts: string[] = [t('overview.connected.state')];
  if (token.loginRequired && state !== 'ok') facts.push(t(`tokens.pin.${state}`));
  const backups = useBackupsOn(token);
  if (backups > 0) facts.push(t('overview.connected.holds', { count: backups }));
  return (
    <li className={css.item}>
      <span className={css.badge} aria-hidden>
        <Usb size={18} strokeWidth={1.75} />
      </span>
      <div className={css.text}>
        <h3 className={css.name}>{name}</h3>
        <p className={css.sub}>{facts.join(' · ')}</p>
      </div>
      <Button
        look="quiet"
        size="small"
        aria-label={t('overview.detailsOf', { name })}
        onPress={() => openToken(token.serial)}
      >
        {t('overview.details')}
      </Button>
      {rows.map((row) => (
        <OnToken key={row.sha256} row={row} />
      ))}
    </li>
  );
}

function OnToken({ row }: { readonly row: InventoryRow }) {
  const { displayName, notBefore, notAfter, status, supersededBy } = row;
  const { t, language } = useText();
  const { state, text } = useCountdown(notBefore, notAfter);
  const now = useNow();
  const shown = statusNow(status, notBefore, notAfter, now);
  const when = state.phase === 'expired' ? 'overview.expired' : 'overview.expires';
  return (
    <div className={css.certificate}>
      <Ring fraction={state.fraction} tone={toneNow(shown, notAfter, now)} size={32} />
      <div className={css.text}>
        <p className={css.held}>{screenText(displayName)}</p>
        <p className={`${css.sub} ${words.parts}`}>
          <span>{shown === 'superseded' ? t('status.superseded') : text}</span>
          <span>{t(when, { date: dueDay(notAfter, language) })}</span>
        </p>
      </div>
      {supersededBy !== null && (
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            selectCertificate(supersededBy);
            goTo('certificates');
          }}
        >
          {t('detail.successorShow')}
        </Button>
      )}
    </div>
  );
}

function DriveItem({ drive }: { readonly drive: Drive }) {
  const { t, language } = useText();
  const name = screenText(drive.name);
  const { freeBytes, backups } = drive;
  const facts = [
    freeBytes !== null && t('overview.connected.free', { free: byteSize(freeBytes, language) }),
    backups > 0 && t('overview.connected.holds', { count: backups }),
  ];
  return (
    <li className={css.item}>
      <span className={css.badge} aria-hidden>
        <HardDrive size={18} strokeWidth={1.75} />
      </span>
      <div className={css.text}>
        <h3 className={css.name}>{name}</h3>
        <p className={css.sub}>
          {drive.readOnly ? t('overview.connected.readOnly') : facts.filter(Boolean).join(' · ')}
        </p>
      </div>
      {!drive.readOnly && (
        <Button
          look="quiet"
          size="small"
          aria-label={t('overview.connected.backupTo', { name })}
          onPress={() => startBackup([], drive)}
        >
          {t('overview.connected.backup')}
        </Button>
      )}
    </li>
  );
}

const maxShown = 2;

function useCertificatesOn(serial: string): readonly InventoryRow[] {
  const revision = useStores((state) => state.revision);
  const [rows, setRows] = useState<readonly InventoryRow[]>([]);
  useEffect(() => {
    let current = true;
    const all = { search: '', finding: null, includeAuthorities: false, offset: 0, limit: maxShown };
    ipc('stores.inventory', { ...all, place: `token:${serial}` }).then(
      (answer) => current && setRows(answer.rows),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [serial, revision]);
  return rows;
}
