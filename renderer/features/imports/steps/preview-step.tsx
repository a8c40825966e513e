// SPDX-License-Identifier: Apache-2.0
import { keyAlgorithmName } from '../../../../shared/domain/certificates/key-algorithm-name.ts';
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import type { InspectedCertificate } from '../../../../shared/schemas/certificates/inspection.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { algorithmName } from '../../../lib/text/algorithm-name.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from '../import-dialog.module.css';
import type { Preview } from '../import-flow.ts';
import { KeysOutside } from './keys-outside.tsx';
import { ListsAndRequests } from './lists-and-requests.tsx';

export interface PreviewStepProps {
  readonly preview: Preview;
  readonly onCommit: () => void;
  readonly onSkip: () => void;
  readonly skipText: string;
}

export function PreviewStep({ preview, onCommit, onSkip, skipText }: PreviewStepProps) {
  const { t, language } = useText();
  const { report, known } = preview;
  const { certificates, keys, kind, diagnosis } = report;
  const usableKeys = keys.filter(({ usable }) => usable !== false);
  const shownOnly = (report.crls?.length ?? 0) + (report.requests?.length ?? 0);
  const empty = certificates.length === 0 && usableKeys.length === 0;
  const nothingNew = !empty && certificates.length > 0 && certificates.every(({ sha256 }) => known.includes(sha256));
  const unusualPassword = diagnosis.passwordEncoding !== undefined && diagnosis.passwordEncoding !== 'bmp';
  return (
    <>
      {unusualPassword && (
        <Notice tone="off">
          <p>{diagnosisText(diagnosis, language).cause}</p>
        </Notice>
      )}
      {nothingNew && (
        <Notice tone="off">
          <p>{t('import.nothingNew')}</p>
        </Notice>
      )}
      {empty && shownOnly === 0 && (
        <Notice tone="warn" urgent>
          <p>{t('import.nothingInside')}</p>
        </Notice>
      )}
      {shownOnly > 0 && (
        <Notice tone="off">
          <p>{t('import.notStored')}</p>
        </Notice>
      )}
      <div className={css.summary}>
        <h3>{t('import.inside')}</h3>
        <span>{t(`import.kind.${kind}`)}</span>
        {!(empty && shownOnly > 0) && (
          <>
            <span>{t('import.foundCertificates', { count: certificates.length })}</span>
            <span>{keys.length === 0 ? t('import.noKey') : t('import.foundKeys', { count: keys.length })}</span>
          </>
        )}
      </div>
      {!empty && (
        <ul className={layout.framed} aria-label={t('import.inside')}>
          {certificates.map((certificate) => (
            <FoundCertificate
              key={certificate.sha256}
              certificate={certificate}
              isKnown={known.includes(certificate.sha256)}
            />
          ))}
          {keys
            .filter(({ matches, usable }) => matches === null && usable !== false)
            .map((key, index) => (
              <li key={index} className={css.item}>
                <div>
                  {t(key.madeBy === 'authority' ? 'import.keyOfAuthority' : 'import.keyAlone', {
                    algorithm: algorithmName(keyAlgorithmName(key.algorithm)),
                  })}
                </div>
                <div className={text.sub}>
                  {preview.completes.length > 0
                    ? t('import.keyCompletes', { count: preview.completes.length })
                    : t('import.keyCompletesNone')}
                </div>
              </li>
            ))}
        </ul>
      )}
      <ListsAndRequests report={report} />
      <KeysOutside report={report} />
      <DialogActions>
        <div data-start>
          <Button onPress={onSkip} autoFocus={empty}>
            {skipText}
          </Button>
        </div>
        <Button look="primary" onPress={onCommit} isDisabled={empty} autoFocus={!empty}>
          {t('import.commit')}
        </Button>
      </DialogActions>
    </>
  );
}

function FoundCertificate({
  certificate,
  isKnown,
}: {
  readonly certificate: InspectedCertificate;
  readonly isKnown: boolean;
}) {
  const { t, language } = useText();
  const expired = useNow() > Date.parse(certificate.notAfter);
  const date = shortDate(certificate.notAfter, language);
  return (
    <li className={css.item}>
      <div className={text.name}>{screenText(certificate.displayName)}</div>
      <div className={text.sub}>
        {screenText(certificate.issuerName)} · {t(expired ? 'import.expiredSince' : 'import.validUntil', { date })}
      </div>
      <div className={css.marks}>
        {certificate.isCa && <Pill tone="off">{t('import.authority')}</Pill>}
        {certificate.hasPrivateKey && <Pill tone="ok">{t('import.keyPaired')}</Pill>}
        {isKnown && <Pill tone="off">{t('import.known')}</Pill>}
      </div>
    </li>
  );
}
