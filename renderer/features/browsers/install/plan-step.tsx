// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { lossKinds } from '../../../../shared/domain/certificates/certificate-states.ts';
import type { Store } from '../../../../shared/schemas/store.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';
import { passwordsReady, StorePasswordFields, type StorePasswords } from '../../../ui/fields/store-passwords.tsx';
import { storeName } from '../../../state/stores/install-places.ts';

type Plan = CallOutput<'stores.planInstall'>;
type Outcome = Plan['items'][number]['outcome'];

const tones: Record<Outcome, Tone> = {
  install: 'ok',
  'replace-keyless': 'ok',
  'already-installed': 'off',
  refused: 'bad',
};

const shownItems = 60;

export interface PlanStepProps {
  readonly plan: Plan;
  readonly stores: readonly Store[];
  readonly passwords: StorePasswords;
  readonly onPasswords: (change: (before: StorePasswords) => StorePasswords) => void;
  readonly attempt: Attempt;
  readonly stopped: boolean;
  readonly onBack: () => void;
  readonly onInstall: () => void;
}

export function PlanStep(props: PlanStepProps) {
  const { plan, stores, passwords, attempt, onInstall } = props;
  const { t, language } = useText();
  const locked = useVault((state) => state.status?.state === 'locked');
  const form = useId();
  const work = plan.items.filter(({ outcome }) => outcome === 'install' || outcome === 'replace-keyless');
  const ready = work.length > 0 && passwordsReady(plan.needPassword, passwords) && !attempt.busy;
  const why = (code: Plan['items'][number]['code']) => {
    if (code === null) return null;
    const { cause, step } = errorText(code, {}, language);
    return joinSentences(cause, step);
  };
  return (
    <>
      <p className={text.lead}>{t('install.planLead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {props.stopped && (
        <Notice tone="off" urgent>
          <p>{t('install.cancelled')}</p>
        </Notice>
      )}
      <ul className={css.items} aria-label={t('install.planLead')} tabIndex={0}>
        {plan.items.slice(0, shownItems).map((item) => (
          <li key={`${item.sha256} ${item.storeId}`} className={css.item} data-outcome={item.outcome}>
            <span className={css.name}>
              {screenText(item.displayName)} → {screenText(storeName(stores, item.storeId))}
            </span>
            <span className={css.mark}>
              <Pill tone={tones[item.outcome]}>{t(`install.outcome.${item.outcome}`)}</Pill>
            </span>
            {item.outcome === 'refused' && <span className={text.sub}>{why(item.code)}</span>}
            {item.withIssuers > 0 && (
              <span className={text.sub}>{t('install.withIssuers', { count: item.withIssuers })}</span>
            )}
            {item.namesake && <span className={text.sub}>{t('install.namesake')}</span>}
          </li>
        ))}
        {plan.items.length > shownItems && (
          <li className={css.item}>
            <span className={text.sub}>{t('trash.andMore', { count: plan.items.length - shownItems })}</span>
          </li>
        )}
      </ul>
      <LossNotices items={work} />
      {work.length === 0 && <p>{t('install.nothingToDo')}</p>}
      {locked && (
        <Notice tone="off">
          <p>{t('install.locked')}</p>
        </Notice>
      )}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onInstall();
        }}
      >
        {plan.needPassword.length > 0 && <p className={text.lead}>{t('install.passwordTitle')}</p>}
        <StorePasswordFields
          stores={plan.needPassword.map((id) => ({ id, name: storeName(stores, id) }))}
          passwords={passwords}
          onChange={props.onPasswords}
          autoFocus
        />
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('install.installing')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={props.onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={!ready} autoFocus={plan.needPassword.length === 0}>
          {t('install.go')}
        </Button>
      </DialogActions>
    </>
  );
}

type Reported = Pick<Plan['items'][number], 'sha256' | 'displayName' | 'loss'>;

export function LossNotices({ items }: { readonly items: readonly Reported[] }) {
  const { t } = useText();
  return lossKinds.map((kind) => {
    const names = new Map(items.filter(({ loss }) => loss === kind).map((item) => [item.sha256, item.displayName]));
    if (names.size === 0) return null;
    const named = [...names.values()].map(screenText).join(t('common.listSeparator'));
    return (
      <Notice key={kind} tone="warn" title={t('install.reported', { mark: t(`losses.mark.${kind}`), names: named })}>
        <p>{t(kind === 'lost' ? 'install.reportedLost' : 'install.reportedUnsafe')}</p>
      </Notice>
    );
  });
}
