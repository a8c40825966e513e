// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import type { RenewedPair, ReplacedPlace } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { ipc } from '../../../lib/ipc.ts';
import { proofText, strongestProof } from '../../../lib/text/placement-text.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { passwordList, StorePasswordFields, type StorePasswords } from '../../../ui/fields/store-passwords.tsx';
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
  readonly onReplaced: (places: readonly ReplacedPlace[]) => void;
  readonly onClose: () => void;
}

export function ReplacedStep({ pair, places, onAgain, onReplaced, onClose }: ReplacedStepProps) {
  const { t } = useText();
  const isDone = ({ outcome }: ReplacedPlace) => outcome === 'replaced' || outcome === 'done';
  const form = useId();
  const [passwords, setPasswords] = useState<StorePasswords>({});
  const attempt = useAttempt();
  const asking = places.filter(({ code }) => code === 'store-needs-password' || code === 'store-wrong-password');
  const given = passwordList(
    asking.map(({ storeId }) => storeId),
    passwords,
  ).filter(({ password }) => password !== '');
  const others = places.some((place) => place.code !== null && !asking.includes(place));
  const isReady = (given.length > 0 || others) && !attempt.busy;
  const replace = () =>
    attempt.run(async (options) => {
      const { old, successor } = pair;
      const input = { old, successor, passwords: given };
      const answer = await withUnlock(() => ipc('renewals.replace', input, options));
      setPasswords({});
      onReplaced(answer.places);
    });
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
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void replace();
        }}
      >
        <StorePasswordFields
          stores={asking.map(({ storeId, storeName }) => ({ id: storeId, name: storeName }))}
          passwords={passwords}
          onChange={setPasswords}
          autoFocus
        />
      </Form>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && (
        <ProgressLine label={t('renewal.places.working')} progress={attempt.progress} onCancel={attempt.cancel} />
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
        <Button onPress={leave(attempt.cancel)}>{t('common.done')}</Button>
        {asking.length > 0 && (
          <Button look="primary" type="submit" form={form} isDisabled={!isReady}>
            {t('install.again')}
          </Button>
        )}
        {unfinished && asking.length === 0 && (
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
