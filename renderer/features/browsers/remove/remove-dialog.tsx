// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { storesChanged } from '../../../state/stores/stores-store.ts';
import { startTakeIn } from '../../../state/stores/store-dialogs.ts';
import type { PlacedCertificate } from '../../../state/dialogs/dialog-inputs.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { LastCopyNotice, TypeToDestroy } from './last-copy-notice.tsx';
import { RemovalPlan } from './removal-plan.tsx';
import { RemovedStep } from './removed-step.tsx';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';
import {
  passwordList,
  passwordsReady,
  StorePasswordFields,
  type StorePasswords,
} from '../../../ui/fields/store-passwords.tsx';

const keyOf = ({ sha256, storeId }: Pick<PlacedCertificate, 'sha256' | 'storeId'>) => `${sha256} ${storeId}`;

export interface RemoveDialogProps {
  readonly candidates: readonly PlacedCertificate[];
  readonly onClose: () => void;
}

export function RemoveDialog({ candidates, onClose }: RemoveDialogProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(candidates.map(keyOf)));
  const [plan, setPlan] = useState<CallOutput<'stores.planRemove'> | null>(null);
  const [passwords, setPasswords] = useState<StorePasswords>({});
  const [typed, setTyped] = useState('');
  const [result, setResult] = useState<CallOutput<'stores.remove'> | null>(null);
  const { run: look, ...looking } = useAttempt();
  const attempt = useAttempt();
  const form = useId();
  const close = () => {
    attempt.cancel();
    setPasswords({});
    onClose();
  };
  useSecretsCleared(close);
  const wanted = candidates.filter((candidate) => chosen.has(keyOf(candidate)));
  const wantedKey = wanted.map(keyOf).join(' ');
  useEffect(() => {
    setPlan(null);
    if (wanted.length === 0) return undefined;
    let current = true;
    void look(async () => {
      const items = wanted.map(({ sha256, storeId }) => ({ sha256, storeId }));
      const answer = await ipc('stores.planRemove', { items });
      if (current) setPlan(answer);
    });
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- planned once per choice, which `wantedKey` identifies
  }, [wantedKey]);

  const names = (ids: readonly string[]) =>
    [...new Set(ids.map((id) => candidates.find(({ storeId }) => storeId === id)?.storeName ?? id))]
      .map(screenText)
      .join(t('common.listSeparator'));
  const last = plan?.items.filter(({ lastCopy }) => lastCopy) ?? [];
  const toType =
    last.length > 1 ? t('removal.lastCopyMany', { count: last.length }) : screenText(last[0]?.displayName ?? '');
  const meant = last.length === 0 || typed.trim() === toType.trim();
  const ready = plan !== null && meant && passwordsReady(plan.needPassword, passwords) && !attempt.busy;

  const remove = async () => {
    if (plan === null) return;
    const input = {
      items: wanted.map(({ sha256, storeId }) => ({ sha256, storeId })),
      passwords: passwordList(plan.needPassword, passwords),
      evenLastCopy: last.length > 0,
    };
    const done = await attempt.run(async (options) => setResult(await ipc('stores.remove', input, options)));
    storesChanged();
    if (done) setPasswords({});
  };
  const keepFirst = () => {
    const placed = candidates.find((candidate) => last.some((item) => keyOf(item) === keyOf(candidate)));
    if (placed !== undefined) startTakeIn({ placed, hardware: false });
  };

  return (
    <Dialog title={t('removal.title')} onClose={close}>
      {result !== null && <RemovedStep result={result} names={names} onClose={close} />}
      {result === null && (
        <>
          {candidates.length > 1 && (
            <fieldset className={css.choices}>
              <legend className={text.lead}>{t('removal.lead')}</legend>
              {candidates.map((candidate) => (
                <Checkbox
                  key={keyOf(candidate)}
                  isSelected={chosen.has(keyOf(candidate))}
                  onChange={(on) => {
                    const next = new Set(chosen);
                    if (on) next.add(keyOf(candidate));
                    else next.delete(keyOf(candidate));
                    setChosen(next);
                  }}
                >
                  {`${screenText(candidate.displayName)} · ${screenText(candidate.storeName)}`}
                </Checkbox>
              ))}
            </fieldset>
          )}
          {looking.error !== null && <ErrorNotice key={looking.number} error={looking.error} />}
          {looking.busy && plan === null && <ProgressLine label={t('removal.checking')} />}
          {plan !== null && (
            <>
              <RemovalPlan plan={plan} names={names} />
              {last.length > 0 && <LastCopyNotice items={last} onKeepFirst={keepFirst} />}
              {plan.running.length > 0 && (
                <p className={text.sub}>{t('removal.runningNote', { names: names(plan.running) })}</p>
              )}
            </>
          )}
          {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
          <Form
            id={form}
            className={css.fields ?? ''}
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) void remove();
            }}
          >
            {plan !== null && (
              <StorePasswordFields
                stores={plan.needPassword.map((id) => ({ id, name: names([id]) }))}
                passwords={passwords}
                onChange={setPasswords}
              />
            )}
            {last.length > 0 && <TypeToDestroy toType={toType} typed={typed} onTyped={setTyped} />}
          </Form>
          {attempt.busy && (
            <ProgressLine label={t('removal.removing')} progress={attempt.progress} onCancel={attempt.cancel} />
          )}
          <DialogActions>
            <Button onPress={close} autoFocus>
              {t('common.cancel')}
            </Button>
            <Button look="danger" type="submit" form={form} isDisabled={!ready}>
              {t('removal.go')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
