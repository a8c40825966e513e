// SPDX-License-Identifier: Apache-2.0
import { Cpu, RefreshCw } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { forgetTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { refreshTokens, useTokens } from '../../state/tokens/tokens-store.ts';
import { useFollowedTokens } from '../../state/tokens/use-followed-tokens.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import bar from '../../ui/room-bar.module.css';
import { BarNotices } from '../../ui/room-bar.tsx';
import text from '../../ui/text.module.css';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { DeviceList } from './device/device-list.tsx';
import { devicesOf } from './device/devices.ts';
import { DistantDevice } from './device/distant-device.tsx';
import { ConnectedDevice } from './device/connected-device.tsx';
import { useKnownOnKeys } from '../../state/tokens/use-known-on-keys.ts';
import { ModuleNotices } from './modules/module-notices.tsx';
import { NoToken, TokensUnavailable } from './missing/no-token.tsx';
import css from './tokens-page.module.css';

export function TokensPage() {
  const { t } = useText();
  const { unavailable, chosen, error, reading, last } = useTokens();
  const tokens = useFollowedTokens() ?? last;
  useEffect(() => forgetTokenObjects, []);
  const known = useKnownOnKeys();
  const devices = useMemo(() => devicesOf(tokens ?? [], known), [tokens, known]);
  const device = devices.find(({ id }) => id === chosen) ?? devices[0] ?? null;
  const count = tokens?.length ?? 0;
  const counted = count === 0 ? t('tokens.countNone') : t('tokens.count', { count });
  return (
    <div className={css.page}>
      <header className={bar.bar}>
        <h1 className={css.roomTitle}>{t('shell.room.tokens')}</h1>
        <span className={text.sub}>{t('tokens.sub')}</span>
        <span className={bar.gap} />
        <Button onPress={() => void openDialog('tokens.modules')} isDisabled={unavailable !== null}>
          <Cpu size={16} aria-hidden />
          {t('tokens.modules')}
        </Button>
        <Button onPress={() => void refreshTokens({ look: true })} isDisabled={reading}>
          <RefreshCw size={16} aria-hidden />
          {t('tokens.lookAgain')}
        </Button>
      </header>
      <BarNotices />
      {error !== null && (
        <div className={css.above}>
          <ErrorNotice
            error={error}
            actions={<Button onPress={() => void refreshTokens({ look: true })}>{t('common.retry')}</Button>}
          />
        </div>
      )}
      {unavailable !== null && <TokensUnavailable reason={unavailable} />}
      {unavailable === null && (
        <>
          <ModuleNotices />
          {tokens === null && error === null && (
            <div className={css.above}>
              <ProgressLine label={t('tokens.looking')} />
            </div>
          )}
          {tokens !== null && device === null && <NoToken />}
          {tokens !== null && device !== null && (
            <div className={css.body}>
              <DeviceList devices={devices} chosen={device.id} />
              {device.kind === 'connected' ? (
                <ConnectedDevice key={device.id} token={device.token} known={device.known} rows={device.rows} />
              ) : (
                <DistantDevice key={device.id} device={device} />
              )}
            </div>
          )}
        </>
      )}
      <LiveRegion text={tokens === null ? '' : counted} />
    </div>
  );
}
