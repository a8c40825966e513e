// SPDX-License-Identifier: Apache-2.0
import { joinSentences } from '../../../shared/i18n/message.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import { useText } from '../../i18n/i18n.ts';
import { placementText, placementTone, proofText, strongestProof } from '../../lib/text/placement-text.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openToken } from '../../state/tokens/tokens-store.ts';
import { startInstall, startKeyTest, startRemoval, startTakeIn } from '../../state/stores/store-dialogs.ts';
import type { PlacedCertificate } from '../../state/dialogs/dialog-inputs.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import layout from '../../ui/layout.module.css';
import words from '../../ui/text.module.css';
import css from './places-sheet.module.css';

export interface PlaceLineProps {
  readonly placed: PlacedCertificate;
  readonly placement: Placement;
  readonly keyInVault: boolean;
}

export function PlaceLine({ placed, placement, keyInVault }: PlaceLineProps) {
  const { t, language } = useText();
  const text = { t, language };
  const { hardware, hasKey, nickname, storeName } = placement;
  const name = screenText(storeName);
  const isToken = placement.storeKind === 'token';
  const { sha256, displayName, storeId } = placed;
  return (
    <li className={css.place}>
      <Pill tone={placementTone(placement)}>{placementText(text, placement)}</Pill>
      {nickname !== null && <span className={words.sub}>{t('browsers.nickname', { name: screenText(nickname) })}</span>}
      {isToken && <span className={words.sub}>{screenText(hardware ?? '')}</span>}
      {hardware === null
        ? hasKey !== false && <span className={words.sub}>{proofText(text, strongestProof(placement.proofs))}</span>
        : !isToken && (
            <span className={words.sub}>
              {joinSentences(
                t('browsers.hardwareIn', { place: name, provider: screenText(hardware) }),
                t('browsers.hardwareHint'),
              )}
            </span>
          )}
      <div className={layout.wrap}>
        {isToken && (
          <Button
            size="small"
            aria-label={`${t('browsers.openToken')} ${name}`}
            onPress={() => openToken(storeId.slice('token:'.length))}
          >
            {t('browsers.openToken')}
          </Button>
        )}
        {hardware === null && hasKey !== false && (
          <Button size="small" aria-label={`${t('browsers.act.test')} ${name}`} onPress={() => startKeyTest(placed)}>
            {t('browsers.act.test')}
          </Button>
        )}
        {!isToken && hasKey === false && keyInVault && (
          <Button
            size="small"
            aria-label={`${t('browsers.act.installKey')} ${name}`}
            onPress={() => startInstall([{ sha256, displayName }], storeId)}
          >
            {t('browsers.act.installKey')}
          </Button>
        )}
        {!isToken && !keyInVault && hasKey !== false && (
          <Button
            size="small"
            aria-label={`${t('browsers.act.takeIn')} ${name}`}
            onPress={() => startTakeIn({ placed, hardware: hardware !== null })}
          >
            {t('browsers.act.takeIn')}
          </Button>
        )}
        {hardware === null && (
          <Button
            size="small"
            look="quiet"
            aria-label={`${t('browsers.act.remove')} ${name}`}
            onPress={() => startRemoval([placed])}
          >
            {t('browsers.act.remove')}
          </Button>
        )}
      </div>
    </li>
  );
}
