// SPDX-License-Identifier: Apache-2.0
import { LockOpen, Usb } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { statusNow, toneNow } from '../../../lib/text/countdown.ts';
import { countdownText } from '../../../lib/text/countdown-text.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { latest } from '../../../state/tokens/key-tasks.ts';
import { chooseToken } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { Ring } from '../../../ui/feedback/ring.tsx';
import text from '../../../ui/text.module.css';
import { LockButton } from '../pins/lock-button.tsx';
import { pinStateOf, pinTone } from '../token-words.ts';
import css from '../tokens-page.module.css';
import type { Device, KeyCertificate } from './devices.ts';

export function DeviceList({ devices, chosen }: { readonly devices: readonly Device[]; readonly chosen: string }) {
  const { t } = useText();
  return (
    <section className={css.list} aria-label={t('tokens.list')}>
      <ul className={css.items} aria-label={t('tokens.list')}>
        {devices.map((device) => (
          <Item key={device.id} device={device} isChosen={device.id === chosen} />
        ))}
      </ul>
      <div>
        <Button look="quiet" size="small" onPress={() => void openDialog('tokens.missing')}>
          {t('tokens.notShown')}
        </Button>
      </div>
    </section>
  );
}

function Item({ device, isChosen }: { readonly device: Device; readonly isChosen: boolean }) {
  const { t } = useText();
  const { id, kind, known } = device;
  const token = kind === 'connected' ? device.token : null;
  const name = kind === 'connected' ? tokenName(t, device.token) : screenText(device.name);
  const state = token === null ? 'ok' : pinStateOf(token);
  const shown = known.length === 0 && kind === 'connected' ? latest(device.rows) : known;
  const [first] = shown.toSorted((a, b) => a.notAfter.localeCompare(b.notAfter));
  return (
    <li className={`${css.item} ${isChosen ? css.chosen : ''}`} data-token={id} data-kind={kind}>
      <AriaButton
        className={css.pick ?? ''}
        onPress={() => chooseToken(id)}
        {...(isChosen && { 'aria-current': 'true' as const })}
      >
        <span className={`${css.name} ${css.withIcon}`}>
          <Usb size={16} aria-hidden />
          {name}
        </span>
        <span className={text.sub}>{t(`tokens.where.${kind}`)}</span>
        {first !== undefined && <Left certificate={first} />}
        <span className={css.marks}>
          {token !== null && !token.initialised && <Pill tone="off">{t('tokenObjects.off.blank')}</Pill>}
          {token?.initialised === true && token.loginRequired && state !== 'ok' && (
            <Pill tone={pinTone[state]}>{t(`tokens.pin.${state}`)}</Pill>
          )}
          {token?.managed === true && <Pill tone="off">{t('tokens.managed')}</Pill>}
        </span>
      </AriaButton>
      {token?.unlocked === true && (
        <div className={`${css.lockLine} ${css.marks}`}>
          <span className={css.waiting}>
            <LockOpen size={14} aria-hidden />
            {t('tokens.unlocked')}
          </span>
          <LockButton token={token} />
        </div>
      )}
    </li>
  );
}

type Shown = Pick<KeyCertificate, 'displayName' | 'notBefore' | 'notAfter' | 'status'>;

function Left({ certificate }: { readonly certificate: Shown }) {
  const { t } = useText();
  const now = useNow();
  const { displayName, notBefore, notAfter, status } = certificate;
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const shown = statusNow(status, notBefore, notAfter, now);
  return (
    <span className={css.withIcon}>
      <Ring fraction={state.fraction} tone={toneNow(shown, notAfter, now)} size={16} />
      {screenText(displayName)} · {shown === 'superseded' ? t('status.superseded') : words}
    </span>
  );
}
