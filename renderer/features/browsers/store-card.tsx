// SPDX-License-Identifier: Apache-2.0
import { ToggleButton } from 'react-aria-components';
import type { Store, StoreState } from '../../../shared/schemas/store.ts';
import { useText } from '../../i18n/i18n.ts';
import type { Tone } from '../../lib/text/countdown.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { goTo } from '../../state/route-store.ts';
import { changeInventory, refreshInventory, useStores } from '../../state/stores/stores-store.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import text from '../../ui/text.module.css';
import css from './browsers-page.module.css';

const stateTone: Record<StoreState, Tone> = {
  ready: 'ok',
  absent: 'off',
  'password-needed': 'ok',
  locked: 'warn',
  'read-only': 'warn',
  damaged: 'bad',
  'tools-missing': 'warn',
  'unverified-off': 'off',
};

/** Most hints mention folders and NSS, which system stores don't have. */
function hintOf({ kind, state, certificates }: Store) {
  if (state === 'ready') return null;
  const isSystem = kind === 'windows' || kind === 'macos';
  if (isSystem && certificates === null && state !== 'unverified-off') return 'browsers.systemUnread';
  return `browsers.stateHint.${state}` as const;
}

export function StoreCard({ store }: { readonly store: Store }) {
  const { t } = useText();
  const hasSeveral = useStores(({ stores }) => (stores ?? []).filter(({ kind }) => kind === store.kind).length > 1);
  const chosen = useStores((state) => state.query.place === store.id);
  const { state, certificates, withKey, path, browsers, reason } = store;
  const name = screenText(store.name);
  const hint = hintOf(store);
  const again = state === 'locked' || state === 'read-only' || state === 'damaged' || state === 'tools-missing';
  return (
    <li className={css.store} data-store={store.id} data-state={state}>
      <div className={css.storeHead}>
        <b className={css.storeName}>{name}</b>
        <Pill tone={stateTone[state]}>{t(`browsers.state.${state}`)}</Pill>
      </div>
      <div className={css.marks}>
        {store.isDefault && hasSeveral && <Pill tone="off">{t('browsers.isDefault')}</Pill>}
        {store.running && <Pill tone="off">{t('browsers.running')}</Pill>}
        {!store.verified && <Pill tone="warn">{t('browsers.unverified')}</Pill>}
      </div>
      <p className={css.storePath} {...(path !== null && { title: screenText(path) })}>
        {path === null ? t('browsers.noFolder') : screenText(path)}
      </p>
      {browsers.length > 1 && (
        <p className={text.small}>
          {t('browsers.readBy', { names: screenText(browsers.join(t('common.listSeparator'))) })}
        </p>
      )}
      {!store.verified && state !== 'unverified-off' && <p className={text.small}>{t('browsers.unverifiedWhy')}</p>}
      {hint !== null && <p className={text.small}>{t(hint)}</p>}
      {reason !== null && state !== 'ready' && (
        <p className={css.reason}>{t('browsers.reason', { reason: screenText(reason) })}</p>
      )}
      <div className={css.storeFoot}>
        <span className={css.counts}>
          {certificates === null
            ? t('browsers.countsUnknown')
            : certificates === 0
              ? t('browsers.countsNone')
              : certificates === withKey
                ? t('browsers.countsAllKeys', { count: certificates })
                : t('browsers.counts', { count: certificates, withKey: withKey ?? 0 })}
        </span>
        {again && (
          <Button size="small" onPress={() => void refreshInventory({ look: true })}>
            {t('browsers.lookAgain')}
          </Button>
        )}
        {state === 'unverified-off' && (
          <Button size="small" onPress={() => goTo('settings')}>
            {t('browsers.openSettings')}
          </Button>
        )}
        {certificates !== null && certificates > 0 && (
          <ToggleButton
            className={css.only ?? ''}
            isSelected={chosen}
            aria-label={`${t('browsers.onlyHere')} ${name}`}
            onChange={(on) => void changeInventory({ place: on ? store.id : null })}
          >
            {t('browsers.onlyHere')}
          </ToggleButton>
        )}
      </div>
    </li>
  );
}
