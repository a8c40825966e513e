// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { startRemoval } from '../../state/stores/store-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { FoundCopy } from './found-copy.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import css from './losses.module.css';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';
import { useCopies } from './use-copies.ts';
import { useInstalled } from './use-installed.ts';

/** The removal dialog warns about the last copy of the key. */
export function CleanStep({ facts, loss, onTick, onBack, onNext }: StepProps) {
  const { t } = useText();
  const { sha256, displayName } = facts.detail;
  const copies = useCopies(sha256);
  const installed = useInstalled(sha256);
  return (
    <>
      <p className={text.muted}>{t('losses.clean.lead')}</p>
      <section className={css.part} aria-labelledby="loss-stores">
        <h3 id="loss-stores">{t('losses.clean.stores')}</h3>
        {installed.places === null && installed.error === null && <ProgressLine label={t('losses.reading')} />}
        {installed.error !== null && <p className={css.warn}>{t('losses.clean.unread')}</p>}
        {installed.places?.length === 0 && <p className={text.small}>{t('losses.clean.nowhere')}</p>}
        <ul className={css.items}>
          {installed.places?.map(({ storeId, storeName, hardware }) => (
            <li key={storeId} className={css.item}>
              <span className={css.grow}>
                <b>{screenText(storeName)}</b>
                {hardware !== null && <span className={text.small}>{t('losses.clean.hardware')}</span>}
              </span>
              {hardware === null && (
                <Button
                  size="small"
                  aria-label={t('losses.clean.removeFrom', { place: screenText(storeName) })}
                  onPress={() => startRemoval([{ sha256, displayName, storeId, storeName }])}
                >
                  {t('losses.clean.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className={css.part} aria-labelledby="loss-files">
        <h3 id="loss-files">{t('losses.clean.files')}</h3>
        <p className={text.small}>
          {copies !== null && copies.files.length === 0
            ? t(copies.search === null ? 'losses.copies.notSearched' : 'losses.clean.noFiles')
            : t('losses.clean.filesText')}
        </p>
        <ul className={css.items}>
          {copies?.files.map((file) => (
            <FoundCopy key={file.id} file={file} sha256={sha256} onTake={null} />
          ))}
        </ul>
      </section>
      <dl className={layout.facts}>
        <dt>{t('losses.clean.vault')}</dt>
        <dd>{t('losses.clean.vaultText')}</dd>
        {copies !== null && copies.backups.length > 0 && (
          <>
            <dt>{t('losses.clean.backups')}</dt>
            <dd>{t('losses.clean.backupsText')}</dd>
          </>
        )}
        <dt>{t('losses.clean.elsewhere')}</dt>
        <dd>{t('losses.clean.elsewhereText')}</dd>
      </dl>
      <StepFoot
        tick={t('losses.clean.cleaned')}
        ticked={loss.done.includes('cleaned')}
        onTick={onTick}
        onBack={onBack}
        onNext={onNext}
      />
    </>
  );
}
