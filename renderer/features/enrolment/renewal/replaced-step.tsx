// SPDX-License-Identifier: Apache-2.0
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import type { RenewedPair, ReplacedPlace } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { proofText, strongestProof } from '../../../lib/text/placement-text.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import text from '../../../ui/text.module.css';
import css from './renewal-dialog.module.css';

const tones: Record<ReplacedPlace['outcome'], Tone> = {
  replaced: 'ok',
  done: 'ok',
  both: 'warn',
  kept: 'bad',
  token: 'warn',
  'not-tried': 'off',
};

export interface ReplacedStepProps {
  readonly pair: RenewedPair;
  readonly places: readonly ReplacedPlace[];
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

export function ReplacedStep({ pair, places, onAgain, onClose }: ReplacedStepProps) {
  const { t } = useText();
  const isDone = ({ outcome }: ReplacedPlace) => outcome === 'replaced' || outcome === 'done';
  const unfinished = places.some(({ code }) => code !== null);
  const title =
    places.length === 0 ? 'onlyVault' : places.every(isDone) ? 'all' : places.some(isDone) ? 'some' : 'none';
  const leave = (go: () => void) => () => {
    onClose();
    go();
  };
  const view = leave(() => {
    goTo('certificates');
    selectCertificate(pair.successor);
  });
  return (
    <>
      <Notice tone={title === 'all' || title === 'onlyVault' ? 'ok' : 'warn'} title={t(`renewal.done.${title}`)} urgent>
        <p>{t('renewal.done.oldKey')}</p>
      </Notice>
      {places.length > 0 && (
        <ul className={css.items} aria-label={t('renewal.done.results')} tabIndex={0}>
          {places.map((place) => (
            <PlaceResult key={place.storeId} place={place} />
          ))}
        </ul>
      )}
      <Notice
        tone="warn"
        title={t('renewal.done.backupTitle')}
        actions={
          <Button
            look={unfinished ? 'plain' : 'primary'}
            onPress={leave(() => startBackup([pair.successor]))}
            autoFocus={!unfinished}
          >
            {t('backup.createNow')}
          </Button>
        }
      >
        <p>{t('renewal.done.backup')}</p>
      </Notice>
      <DialogActions>
        <div data-start>
          <Button onPress={view}>{t('detail.successorShow')}</Button>
        </div>
        <Button onPress={onClose}>{t('common.done')}</Button>
        {unfinished && (
          <Button look="primary" onPress={onAgain} autoFocus>
            {t('install.again')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function PlaceResult({ place }: { readonly place: ReplacedPlace }) {
  const { t, language } = useText();
  const { outcome, code, proofs, restart, storeName } = place;
  const proof = strongestProof(proofs);
  const why = code === null ? null : errorText(code, {}, language);
  return (
    <li className={css.item} data-outcome={outcome}>
      <span className={text.name}>{screenText(storeName)}</span>
      <Pill tone={tones[outcome]}>{t(`renewal.outcome.${outcome}`)}</Pill>
      {proof !== null && <span className={css.sub}>{proofText({ t, language }, proof)}</span>}
      {why !== null && (
        <span className={css.sub} data-error-code={code}>
          {joinSentences(why.cause, why.step)}
        </span>
      )}
      {outcome === 'token' && <span className={css.sub}>{t('browsers.hardwareHint')}</span>}
      {restart && <span className={css.sub}>{t('renewal.done.restart')}</span>}
    </li>
  );
}
