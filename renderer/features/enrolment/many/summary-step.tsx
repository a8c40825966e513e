// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { renewalWay } from '../../../../shared/domain/enrolment/renewal-way.ts';
import { replacementProblems } from '../../../../shared/domain/enrolment/reply-problems.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { BatchItem, BatchOutcome } from '../../../../shared/schemas/enrolment/renewal.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { type CertificateRow, startQueue } from '../../../state/enrolment/renew-many.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { type StorePasswords, StorePasswordFields } from '../../../ui/fields/store-passwords.tsx';
import words from '../../../ui/text.module.css';
import { isBad, seenIn } from '../apply/preflight-list.tsx';
import { PreflightNotice } from '../apply/preflight-notice.tsx';
import css from './renew-many.module.css';

const tones: Readonly<Record<BatchOutcome, Tone>> = {
  renewed: 'ok',
  'not-installed': 'warn',
  waiting: 'off',
  person: 'off',
  preflight: 'warn',
  failed: 'bad',
  'not-tried': 'off',
};

const unfinished: ReadonlySet<BatchOutcome> = new Set(['not-installed', 'preflight', 'failed', 'not-tried']);

type Given = Omit<CallInput<'renewals.submitMany'>, 'certificates'>;

export interface SummaryStepProps {
  readonly rows: readonly CertificateRow[];
  readonly items: readonly BatchItem[];
  readonly isBusy: boolean;
  readonly onAgain: (sha256s: readonly string[], given: Given) => void;
  readonly onClose: () => void;
}

export function SummaryStep({ rows, items, isBusy, onAgain, onClose }: SummaryStepProps) {
  const text = useText();
  const { t } = text;
  const [passwords, setPasswords] = useState<StorePasswords>({});
  useSecretsCleared(() => setPasswords({}));
  const rest = items.filter(({ outcome }) => unfinished.has(outcome));
  const renewed = items.flatMap(({ successor }) => successor ?? []);
  const others = rows.filter((row) => renewalWay(row) !== 'server');
  const stores = lockedStores(items);
  const checks = items.find((item) => item.checks.length > 0)?.checks ?? null;
  const canGoOn = checks !== null && !isBad(checks, 'server');
  const again = () => {
    const given = Object.entries(passwords).map(([storeId, password]) => ({ storeId, password }));
    onAgain(
      rest.map(({ sha256 }) => sha256),
      {
        seen: canGoOn ? seenIn(checks) : [],
        passwords: given.filter(({ password }) => password !== ''),
      },
    );
  };
  const leave = (go: () => void) => () => {
    onClose();
    go();
  };
  return (
    <>
      <div role="status" aria-label={t('renewMany.summary')}>
        <dl className={css.counts}>
          {outcomesShown(items, others.length).map(([outcome, count]) => (
            <div key={outcome} data-outcome={outcome}>
              <dt>{t(`renewMany.outcome.${outcome}`)}</dt>
              <dd>{groupDigits(count)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <ul className={css.items} aria-label={t('renewMany.results')} tabIndex={0}>
        {items.map((item) => (
          <li key={item.sha256} className={css.item} data-outcome={item.outcome}>
            <span className={words.name}>{screenText(item.displayName)}</span>
            <Pill tone={isBad(item.checks, 'server') ? 'bad' : tones[item.outcome]}>
              {t(`renewMany.outcome.${item.outcome}`)}
            </Pill>
            {reasonsOf(item, text).map((reason) => (
              <span key={reason} className={css.sub}>
                {reason}
              </span>
            ))}
          </li>
        ))}
        {others.map(({ certificate }) => (
          <li key={certificate.sha256} className={css.item} data-outcome="person">
            <span className={words.name}>{screenText(certificate.displayName)}</span>
            <Pill tone={tones.person}>{t('renewMany.outcome.person')}</Pill>
          </li>
        ))}
      </ul>
      {checks !== null && <PreflightNotice checks={checks} about="batch" stopped={stoppedTitle(rows, items, text)} />}
      <StorePasswordFields stores={stores} passwords={passwords} onChange={setPasswords} />
      {renewed.length > 0 && (
        <Notice
          tone="warn"
          title={t('renewal.done.backupTitle')}
          actions={<Button onPress={leave(() => startBackup(renewed))}>{t('backup.createNow')}</Button>}
        >
          <p>{t('renewMany.backup', { count: renewed.length })}</p>
        </Notice>
      )}
      <DialogActions>
        <Button
          look={others.length + rest.length > 0 ? 'plain' : 'primary'}
          isDisabled={isBusy}
          onPress={onClose}
          autoFocus
        >
          {t('common.done')}
        </Button>
        {others.length > 0 && (
          <Button
            look={rest.length > 0 ? 'plain' : 'primary'}
            isDisabled={isBusy}
            onPress={leave(() => startQueue(others))}
          >
            {t('renewMany.walk', { count: others.length })}
          </Button>
        )}
        {rest.length > 0 && (
          <Button look="primary" isDisabled={isBusy} onPress={again}>
            {canGoOn ? t('preflight.anyway') : t('renewMany.again', { count: rest.length })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function outcomesShown(items: readonly BatchItem[], others: number): [BatchOutcome, number][] {
  const all = Object.keys(tones) as BatchOutcome[];
  const count = (wanted: BatchOutcome): number => items.filter(({ outcome }) => outcome === wanted).length;
  return all.flatMap((outcome) => {
    const found = count(outcome) + (outcome === 'person' ? others : 0);
    return found === 0 ? [] : [[outcome, found] as [BatchOutcome, number]];
  });
}

function stoppedTitle(rows: readonly CertificateRow[], items: readonly BatchItem[], { t }: Text): string | null {
  const [item, ...others] = items.filter(({ outcome }) => outcome === 'preflight' || outcome === 'not-tried');
  const authority = rows.find(({ certificate }) => certificate.sha256 === item?.sha256)?.authority ?? null;
  if (item === undefined || authority === null || others.length > 0) return null;
  return t('renewMany.stopped', { name: screenText(item.displayName), bank: screenText(authority.name) });
}

function lockedStores(items: readonly BatchItem[]): { readonly id: string; readonly name: string }[] {
  const found = items
    .flatMap(({ places }) => places)
    .filter(({ code }) => code === 'store-needs-password' || code === 'store-wrong-password');
  return [...new Map(found.map(({ storeId, storeName }) => [storeId, storeName]))].map(([id, name]) => ({ id, name }));
}

function reasonsOf({ outcome, code, details, places }: BatchItem, { t, language }: Text): string[] {
  if (outcome === 'waiting') return [t('renewMany.waiting')];
  const left = places.flatMap((place) => {
    const name = screenText(place.storeName);
    if (place.code === null) return place.restart ? [`${name}${t('common.colon')}${t('renewal.done.restart')}`] : [];
    const { cause, step } = errorText(place.code, {}, language);
    return [`${name}${t('common.colon')}${joinSentences(cause, step)}`];
  });
  if (left.length > 0 || code === null) return left;
  const reason = replacementProblems.find((each) => each === details['reason']);
  const known = reason === undefined ? details : { ...details, reason: t(`renewal.replacementProblem.${reason}`) };
  const { cause, step } = errorText(code, known, language);
  return [screenText(joinSentences(cause, step))];
}
