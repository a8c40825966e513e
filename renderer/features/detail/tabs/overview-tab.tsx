// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../lib/text/algorithm-name.ts';
import { exactTime, shortDate } from '../../../lib/text/dates.ts';
import { fingerprintGroups, hexPairs } from '../../../lib/text/hex.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import css from '../detail.module.css';
import { MetadataForm } from './metadata-form.tsx';

/** RFC 5280 §4.2.1.12; others keep their name. */
const usageTexts = {
  clientAuth: 'detail.usageClient',
  serverAuth: 'detail.usageServer',
  emailProtection: 'detail.usageEmail',
  codeSigning: 'detail.usageCode',
  timeStamping: 'detail.usageTime',
  OCSPSigning: 'detail.usageOcsp',
  anyExtendedKeyUsage: 'detail.usageAny',
} as const;

export interface OverviewTabProps {
  readonly detail: CertificateDetail;
  readonly onSaved: (detail: CertificateDetail) => void;
}

export function OverviewTab({ detail, onSaved }: OverviewTabProps) {
  const { t, language } = useText();
  const separator = t('common.listSeparator');
  const usages = detail.extendedKeyUsage.map((usage) =>
    usage in usageTexts ? t(usageTexts[usage as keyof typeof usageTexts]) : usage,
  );
  const algorithm = algorithmName(detail.algorithm);
  const { origin } = detail;
  const copyFingerprint = () =>
    navigator.clipboard.writeText(detail.fingerprints.sha256).then(
      () => toast((say) => say('detail.fingerprintCopied')),
      () => toast((say) => say('detail.copyFailed')),
    );
  return (
    <>
      <dl className={css.facts}>
        <dt>{t('detail.subject')}</dt>
        <dd>{screenText(detail.subject)}</dd>
        <dt>{t('detail.issuer')}</dt>
        <dd>{screenText(detail.issuer)}</dd>
        {detail.subjectAlternativeNames.length > 0 && (
          <>
            <dt>{t('detail.names')}</dt>
            <dd>{screenText(detail.subjectAlternativeNames.join(separator))}</dd>
          </>
        )}
        {usages.length > 0 && (
          <>
            <dt>{t('detail.usage')}</dt>
            <dd>{screenText(usages.join(separator))}</dd>
          </>
        )}
        <dt>{t('detail.key')}</dt>
        <dd>
          {detail.hasPrivateKey ? t('detail.algorithmVault', { algorithm }) : algorithm}
          {detail.keyMadeBy === 'authority' && (
            <>
              <br />
              {t('detail.keyMadeByAuthority')}
            </>
          )}
        </dd>
        <dt>{t('detail.validity')}</dt>
        <dd>
          {t('detail.validFrom', { date: shortDate(detail.notBefore, language) })}
          <br />
          {t('detail.validTo', { date: exactTime(detail.notAfter, language) })}
        </dd>
        <dt>{t('detail.serial')}</dt>
        <dd className={css.mono}>{hexPairs(detail.serial)}</dd>
        <dt>{t('detail.origin')}</dt>
        <dd>
          {t(`detail.originVia.${origin.via}`)}
          {origin.fileName !== null && <> · {screenText(origin.fileName)}</>}
          {origin.downloadedFrom !== null && origin.via !== 'token' && origin.via !== 'store' && (
            <>
              <br />
              {t('detail.originFrom', { address: screenText(origin.downloadedFrom) })}
            </>
          )}
        </dd>
        <dt>{t('detail.importedAt')}</dt>
        <dd>{exactTime(origin.importedAt, language)}</dd>
      </dl>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h3>{t('detail.fingerprint')} SHA-256</h3>
          <Button
            look="quiet"
            size="small"
            aria-label={t('detail.copyFingerprint')}
            onPress={() => void copyFingerprint()}
          >
            {t('common.copy')}
          </Button>
        </div>
        <div className={css.fingerprint}>
          {fingerprintGroups(detail.fingerprints.sha256).map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </div>
      </section>
      <MetadataForm key={`${detail.sha256} ${detail.noteLocked}`} detail={detail} onSaved={onSaved} />
    </>
  );
}
