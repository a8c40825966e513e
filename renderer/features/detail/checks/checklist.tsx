// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openImport } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import { BackupLine } from './backup-line.tsx';
import { CheckLine } from './check-line.tsx';
import css from '../detail.module.css';
import { InstalledLines } from './installed-lines.tsx';
import { PathLine } from './path-line.tsx';
import { ReminderLine } from './reminder-line.tsx';
import { RevocationLine } from './revocation-line.tsx';
import { StartWatching, StopWatching } from './watch-actions.tsx';

export function Checklist({ detail }: { readonly detail: CertificateDetail }) {
  const { t } = useText();
  const { hasPrivateKey, isCa, watched, keyOnToken } = detail;
  const isKnown = detail.keyMadeBy === 'authority';
  const importButton = (name: string) => (
    <Button look="quiet" size="small" onPress={() => openImport()}>
      {name}
    </Button>
  );
  return (
    <ul className={css.checks} aria-label={t('detail.checks')}>
      <PathLine key={detail.sha256} detail={detail} />
      {hasPrivateKey ? (
        <CheckLine tone={isKnown ? 'warn' : 'ok'} text={t(isKnown ? 'detail.keyKnown' : 'detail.keyOk')}>
          {t('detail.keyUntested')}
        </CheckLine>
      ) : keyOnToken ? (
        <CheckLine
          tone={keyOnToken.seen ? 'ok' : 'off'}
          text={t(keyOnToken.serial === '' ? 'detail.keyByProvider' : 'detail.keyOnToken', {
            name: screenText(keyOnToken.label),
          })}
        >
          {keyOnToken.serial === ''
            ? t('detail.keyBehindProvider')
            : t(keyOnToken.seen ? 'detail.keyOnTokenSeen' : 'detail.keyOnTokenUnseen', {
                serial: screenText(keyOnToken.serial),
              })}
          {watched && <StopWatching sha256={detail.sha256} />}
        </CheckLine>
      ) : watched ? (
        <CheckLine tone="off" text={t('detail.keyWatched')}>
          <StopWatching sha256={detail.sha256} />
        </CheckLine>
      ) : isCa ? (
        <CheckLine tone="off" text={t('detail.keyNone')}>
          {null}
        </CheckLine>
      ) : (
        <CheckLine tone="bad" text={t('detail.keyMissing')}>
          {importButton(t('detail.keyAction'))}
          <StartWatching sha256={detail.sha256} />
        </CheckLine>
      )}
      <RevocationLine detail={detail} />
      <InstalledLines detail={detail} />
      <ReminderLine sha256={detail.sha256} name={detail.displayName} />
      {hasPrivateKey ? (
        <BackupLine detail={detail} />
      ) : (
        <CheckLine tone="off" text={t('detail.backupPublic')}>
          {null}
        </CheckLine>
      )}
    </ul>
  );
}
