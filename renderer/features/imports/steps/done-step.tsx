// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { goTo } from '../../../state/route-store.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { startInstall } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { NewcomerPane } from '../../enrolment/web/old-installations-pane.tsx';
import { EndedNotices } from '../ended-notices.tsx';
import css from '../import-dialog.module.css';
import type { Committed, Preview } from '../import-flow.ts';
import { WatchOffer } from '../watch-offer.tsx';

export interface DoneStepProps {
  readonly preview: Preview;
  readonly result: Committed;
  readonly hasNext: boolean;
  readonly nextText: string;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

export function DoneStep({ preview, result, hasNext, nextText, onNext, onClose }: DoneStepProps) {
  const { t } = useText();
  const { certificates } = preview.report;
  const own = certificates.find(({ hasPrivateKey }) => hasPrivateKey) ?? certificates.find(({ isCa }) => !isCa);
  const show = own ?? certificates[0];
  const { added, known, keysAdded } = result;
  const withKey = certificates.filter(({ hasPrivateKey, isCa }) => hasPrivateKey && !isCa);
  const install = () => {
    onClose();
    startInstall(withKey.map(({ sha256, displayName }) => ({ sha256, displayName })));
  };
  const backUp = () => {
    onClose();
    startBackup();
  };
  return (
    <>
      <Notice tone="ok" title={t('import.doneTitle')} urgent>
        {added.length > 0 && <p>{t('import.doneAdded', { count: added.length })}</p>}
        {keysAdded > 0 && <p>{t('import.doneKeys', { count: keysAdded })}</p>}
        {known.length > 0 && <p>{t('import.doneKnown', { count: known.length })}</p>}
      </Notice>
      <EndedNotices requests={result.requests} webEnrolments={result.webEnrolments} />
      {preview.report.keys.length > 0 && (
        <>
          <h3>{t('import.nextTitle')}</h3>
          <ol className={css.next}>
            {[t('import.nextInstall'), t('import.nextTest'), t('import.nextBackup')].map((step, index) => (
              <li key={step}>
                <span className={css.number} aria-hidden>
                  {index + 1}
                </span>
                {step}
                <span className={css.state}>
                  {index === 2 && !hasNext ? (
                    <Button size="small" onPress={backUp}>
                      {t('backup.create')}
                    </Button>
                  ) : index === 0 && withKey.length > 0 && !hasNext ? (
                    <Button size="small" onPress={install}>
                      {t('install.action')}
                    </Button>
                  ) : (
                    <Pill tone="off">{t('import.open_state')}</Pill>
                  )}
                </span>
              </li>
            ))}
          </ol>
          <p className={css.hint}>{t('import.nextNote')}</p>
        </>
      )}
      {!hasNext && withKey.map(({ sha256 }) => <NewcomerPane key={sha256} sha256={sha256} onLeave={onClose} />)}
      <WatchOffer certificates={certificates} />
      <DialogActions>
        {show !== undefined && (
          <div data-start>
            <Button
              onPress={() => {
                goTo('certificates');
                selectCertificate(show.sha256);
                onClose();
              }}
            >
              {t('import.viewCertificate')}
            </Button>
          </div>
        )}
        {hasNext ? (
          <Button look="primary" onPress={onNext} autoFocus>
            {nextText}
          </Button>
        ) : (
          <Button look="primary" onPress={onClose} autoFocus>
            {t('common.done')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
