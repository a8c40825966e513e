// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { replacementProblems } from '../../../../shared/domain/enrolment/reply-problems.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { PlannedPlace, RenewedPair, ReplacedPlace } from '../../../../shared/schemas/enrolment/renewal.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import text from '../../../ui/text.module.css';
import css from './renewal-dialog.module.css';

const tones: Record<PlannedPlace['todo'], Tone> = {
  replace: 'off',
  retire: 'off',
  done: 'off',
  token: 'warn',
  refused: 'bad',
};

export interface ReplaceStepProps {
  readonly pair: RenewedPair;
  /** The user has just agreed, so start without a button press if possible. */
  readonly atOnce: boolean;
  readonly onDone: (places: readonly ReplacedPlace[]) => void;
  readonly onClose: () => void;
}

export function ReplaceStep({ pair, atOnce, onDone, onClose }: ReplaceStepProps) {
  const { t, language } = useText();
  const form = useId();
  const [plan, setPlan] = useState<readonly PlannedPlace[] | null>(null);
  const [passwords, setPasswords] = useState<Readonly<Record<string, string>>>({});
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const planning = useAttempt();
  const replacing = useAttempt();
  const { old, successor } = pair;
  const asking = (plan ?? []).filter(({ needsPassword }) => needsPassword);
  const isWork = (plan ?? []).some(({ todo }) => todo === 'replace' || todo === 'retire');

  const replace = () =>
    replacing.run(async (options) => {
      const given = Object.entries(passwords).map(([storeId, password]) => ({ storeId, password }));
      const input = { old, successor, passwords: given.filter(({ password }) => password !== '') };
      const { places } = await withUnlock(() => ipc('renewals.replace', input, options));
      onDone(places);
    });
  useEffect(() => {
    let current = true;
    void planning.run(async () => {
      const detail = ipc('certificates.detail', { sha256: successor }).catch(() => null);
      const [{ places }, renewed] = await Promise.all([ipc('renewals.plan', { old, successor }), detail]);
      if (!current) return;
      const isWanted = places.some(({ todo }) => todo === 'replace' || todo === 'retire');
      const isEarly = isWanted && renewed !== null && Date.parse(renewed.notBefore) > Date.now();
      if (isEarly) setStartsAt(renewed.notBefore);
      setPlan(places);
      const mayGo = places.every(({ needsPassword, todo }) => !needsPassword && todo !== 'refused');
      if (atOnce && mayGo && !isEarly) void replace();
    });
    return () => {
      current = false;
    };
    // Plan only once per pair, because replacing changes the plan.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [old, successor]);

  const close = () => {
    replacing.cancel();
    onClose();
  };
  return (
    <>
      <p className={text.lead}>{t('renewal.places.lead')}</p>
      {planning.busy && <ProgressLine label={t('renewal.places.looking')} />}
      {planning.error !== null && <ErrorNotice key={planning.number} error={planning.error} />}
      {replacing.error !== null && (
        <ReplacementInvalidNotice key={`replace ${replacing.number}`} error={replacing.error} />
      )}
      {startsAt !== null && (
        <Notice tone="off" title={t('renewal.places.early', { date: dueDay(startsAt, language) })}>
          <p>{t('renewal.places.earlyText')}</p>
        </Notice>
      )}
      {plan !== null && plan.length === 0 && (
        <Notice tone="off">
          <p>{t('renewal.places.nowhere')}</p>
        </Notice>
      )}
      {plan !== null && plan.length > 0 && (
        <ul className={css.items} aria-label={t('renewal.places.lead')}>
          {plan.map(({ storeId, storeName, todo, code, running }) => (
            <li key={storeId} className={css.item} data-todo={todo}>
              <span className={text.name}>{screenText(storeName)}</span>
              <Pill tone={tones[todo]}>{t(`renewal.todo.${todo}`)}</Pill>
              {code !== null && <span className={css.sub}>{whyOf(errorText(code, {}, language))}</span>}
              {todo === 'token' && <span className={css.sub}>{t('browsers.hardwareHint')}</span>}
              {running && (todo === 'replace' || todo === 'retire') && (
                <span className={css.sub}>{t('renewal.places.running')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Form
        id={form}
        className={css.fields ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (!replacing.busy) void replace();
        }}
      >
        {(startsAt === null ? asking : []).map(({ storeId, storeName }) => (
          <PasswordField
            key={storeId}
            label={t('install.password', { place: screenText(storeName) })}
            hint={t('renewal.places.passwordHint')}
            value={passwords[storeId] ?? ''}
            onChange={(password) => setPasswords((before) => ({ ...before, [storeId]: password }))}
          />
        ))}
      </Form>
      {replacing.busy && (
        <ProgressLine label={t('renewal.places.working')} progress={replacing.progress} onCancel={replacing.cancel} />
      )}
      <DialogActions>
        {startsAt === null && (
          <div data-start>
            <Button onPress={close}>{t('renewal.places.later')}</Button>
          </div>
        )}
        {startsAt !== null ? (
          <Button look="primary" onPress={close} autoFocus>
            {t('common.done')}
          </Button>
        ) : isWork ? (
          <Button look="primary" type="submit" form={form} isDisabled={replacing.busy} autoFocus>
            {t('renewal.places.go')}
          </Button>
        ) : (
          <Button
            look="primary"
            isDisabled={plan === null}
            onPress={() => onDone(plan === null ? [] : plan.map(asIs))}
            autoFocus
          >
            {t('common.next')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function ReplacementInvalidNotice({ error }: { readonly error: AppError }) {
  const { t } = useText();
  const reason = replacementProblems.find((each) => each === error.details['reason']);
  const isInvalid = error.code === 'replacement-invalid' && reason !== undefined;
  const shown = isInvalid ? new AppError(error.code, { reason: t(`renewal.replacementProblem.${reason}`) }) : error;
  return <ErrorNotice error={shown} title={t('renewal.places.failed')} />;
}

function whyOf({ cause, step }: { readonly cause: string; readonly step: string }): string {
  return joinSentences(cause, step);
}

function asIs({ storeId, storeName, storeKind, todo, code }: PlannedPlace): ReplacedPlace {
  const outcome = todo === 'done' || todo === 'token' ? todo : 'kept';
  return { storeId, storeName, storeKind, outcome, code, proofs: [], restart: false };
}
