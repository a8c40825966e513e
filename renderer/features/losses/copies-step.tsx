// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../shared/domain/certificates/for-browsers.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { closeDialog } from '../../state/dialogs/dialogs-store.ts';
import { lookForCopies } from '../../state/find-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { withdrawLoss } from '../../state/losses.ts';
import { startRestore } from '../../state/backups-store.ts';
import { startInstall } from '../../state/stores/store-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { FoundCopy } from './found-copy.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';
import { type Copies, isSurely, useCopies } from './use-copies.ts';
import { useInstalled } from './use-installed.ts';

export function CopiesStep({ facts, loss, onTick, onBack, onNext }: StepProps) {
  const { t, language } = useText();
  const { detail } = facts;
  const { sha256, displayName, hasPrivateKey } = detail;
  const copies = useCopies(sha256);
  const { places, error: unread } = useInstalled(sha256);
  const installed = places?.filter(({ hasKey }) => hasKey !== false) ?? [];
  const attempt = useAttempt();
  const isLost = loss.kind === 'lost';
  const isBack = isLost && hasPrivateKey;
  const files = (copies?.files ?? []).filter((file) => !isBack || isSurely(file, sha256));
  const searched = copies === null ? null : searchText(t, copies.search, files.length, isBack);
  const looked = loss.done.includes('looked');
  const best = files.find((file) => isSurely(file, sha256)) ?? (files.length === 1 ? files[0] : undefined);
  const takeFirst = isLost && !hasPrivateKey && !looked ? best : undefined;
  const searchFirst = isLost && !hasPrivateKey && !looked && copies?.search === null;
  const search = () => {
    closeDialog('loss');
    lookForCopies({ sha256, name: displayName });
  };
  const found = async () => {
    if (await attempt.run(() => withdrawLoss(detail))) closeDialog('loss');
  };
  const take = (id: string) =>
    attempt.run(async () => {
      const { draftId } = await ipc('discovery.openDraft', { id });
      openImport([{ kind: 'draft', draftId }]);
    });
  return (
    <>
      {!isBack && <p className={text.muted}>{t(isLost ? 'losses.copies.lead' : 'losses.copies.leadUnsafe')}</p>}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {hasPrivateKey && (
        <Notice
          tone={isLost ? 'ok' : 'off'}
          title={t('losses.copies.keyHere')}
          {...(isLost && {
            actions: (
              <>
                {isForBrowsers(detail) && (
                  <Button look="primary" onPress={() => startInstall([{ sha256, displayName }])} autoFocus>
                    {t('losses.copies.install')}
                  </Button>
                )}
                <Button isDisabled={attempt.busy} onPress={() => void found()}>
                  {t('losses.end.foundAgain')}
                </Button>
              </>
            ),
          })}
        >
          <p>{t(isLost ? 'losses.copies.keyHereText' : 'losses.copies.keyHereUnsafe')}</p>
        </Notice>
      )}
      {loss.kind !== 'key-exposed' && (
        <section className={css.part} aria-labelledby="loss-device">
          <h3 id="loss-device">{t(`losses.copies.device.${loss.kind}`)}</h3>
          <p className={text.small}>{t(`losses.copies.deviceText.${loss.kind}`)}</p>
        </section>
      )}
      {(installed.length > 0 || unread !== null) && (
        <section className={css.part} aria-labelledby="loss-stores">
          <h3 id="loss-stores">{t('losses.clean.stores')}</h3>
          {unread !== null && <p className={css.warn}>{t('losses.clean.unread')}</p>}
          <ul className={css.items}>
            {installed.map(({ storeId, storeName }) => (
              <li key={storeId} className={css.item}>
                <b>{screenText(storeName)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {copies === null && <ProgressLine label={t('losses.reading')} />}
      {copies !== null && (
        <>
          <section className={css.part} aria-labelledby="loss-backups">
            <h3 id="loss-backups">{t('losses.copies.backups')}</h3>
            <p className={text.small}>
              {copies.backups.length === 0
                ? t('losses.copies.noBackup')
                : t(isLost ? 'losses.copies.backupsText' : 'losses.copies.backupsUnsafe', {
                    count: copies.backups.length,
                  })}
            </p>
            <ul className={css.items}>
              {copies.backups.map((backup) => {
                const date = shortDate(backup.createdAt, language);
                return (
                  <li key={backup.id} className={css.item}>
                    <span className={css.grow}>
                      <b>{t('losses.copies.backupLine', { date })}</b>
                      <span className={text.path}>{screenText(`${backup.place} · ${backup.fileName}`)}</span>
                      {backup.problem !== null && <span className={css.warn}>{t('losses.copies.backupProblem')}</span>}
                    </span>
                    <Button
                      size="small"
                      aria-label={t('losses.copies.restoreOf', { date })}
                      onPress={() => startRestore(backup)}
                    >
                      {t('losses.copies.restore')}
                    </Button>
                  </li>
                );
              })}
            </ul>
          </section>
          <section className={css.part} aria-labelledby="loss-computer">
            <h3 id="loss-computer">{t('losses.copies.computer')}</h3>
            {searched !== null && <p className={text.small}>{searched}</p>}
            <ul className={css.items}>
              {files.map((file) => (
                <FoundCopy
                  key={file.id}
                  file={file}
                  sha256={sha256}
                  isPrimary={file === takeFirst}
                  onTake={hasPrivateKey ? null : () => void take(file.id)}
                />
              ))}
            </ul>
            <div>
              <Button look={searchFirst ? 'primary' : 'plain'} onPress={search} autoFocus={searchFirst}>
                {t(copies.search === null ? 'losses.copies.search' : 'losses.copies.searchAgain')}
              </Button>
            </div>
          </section>
        </>
      )}
      <StepFoot
        tick={t('losses.looked')}
        ticked={looked}
        onTick={onTick}
        onBack={onBack}
        onNext={onNext}
        isPrimary={copies !== null && !isBack && !searchFirst && takeFirst === undefined}
      />
    </>
  );
}

function searchText(t: Text['t'], search: Copies['search'], count: number, isBack: boolean): string | null {
  if (search === 'running') return t('losses.copies.searching');
  if (count > 0) return t('losses.copies.found', { count });
  if (search === null) return t('losses.copies.notSearched');
  return isBack ? null : t('losses.copies.foundNone');
}
