// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { dayAndTime, exactTime } from '../../../lib/text/dates.ts';
import { fingerprintGroups, hexPairs } from '../../../lib/text/hex.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useBankOf } from '../../../state/enrolment/banks.ts';
import { FactRow } from '../../../ui/fact-row.tsx';
import facts from '../../../ui/facts.module.css';
import { RawSections } from './raw-sections.tsx';

/** RFC 5280 §4.2.1.12. Usages not listed keep their names. */
const usageTexts = {
  clientAuth: 'detail.usageClient',
  serverAuth: 'detail.usageServer',
  emailProtection: 'detail.usageEmail',
  codeSigning: 'detail.usageCode',
  timeStamping: 'detail.usageTime',
  OCSPSigning: 'detail.usageOcsp',
  anyExtendedKeyUsage: 'detail.usageAny',
} as const;

export function DetailsTab({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const separator = t('common.listSeparator');
  const usages = detail.extendedKeyUsage.map((usage) =>
    usage in usageTexts ? t(usageTexts[usage as keyof typeof usageTexts]) : usage,
  );
  const { phone } = useBankOf(detail.sha256);
  const algorithm = algorithmName(detail.algorithm);
  const { origin, subjectAlternativeNames, keyUsage, fingerprints } = detail;
  return (
    <>
      <dl className={facts.facts}>
        <FactRow name={t('detail.subject')} copied={detail.subject}>
          {screenText(detail.subject)}
        </FactRow>
        <FactRow name={t('detail.issuer')} copied={detail.issuer}>
          {screenText(detail.issuer)}
        </FactRow>
        {phone !== null && (
          <FactRow name={t('losses.phone.label')} copied={phone}>
            {screenText(phone)}
          </FactRow>
        )}
        {subjectAlternativeNames.length > 0 && (
          <FactRow name={t('detail.names')} copied={subjectAlternativeNames.join('\n')}>
            {screenText(subjectAlternativeNames.join(separator))}
          </FactRow>
        )}
        {usages.length > 0 && <FactRow name={t('detail.usage')}>{screenText(usages.join(separator))}</FactRow>}
        <FactRow name={t('detail.key')}>
          {detail.hasPrivateKey ? t('detail.algorithmVault', { algorithm }) : algorithm}
          {detail.keyMadeBy === 'authority' && (
            <>
              <br />
              {t('detail.keyMadeByAuthority')}
            </>
          )}
        </FactRow>
        <FactRow name={t('detail.start')}>{exactTime(detail.notBefore, language)}</FactRow>
        <FactRow name={t('detail.end')}>{exactTime(detail.notAfter, language)}</FactRow>
        <FactRow name={t('detail.serial')} copied={hexPairs(detail.serial)} isMono>
          {hexPairs(detail.serial)}
        </FactRow>
        <FactRow name="SHA-256" copied={fingerprints.sha256} isMono>
          {fingerprintGroups(fingerprints.sha256).join(' ')}
        </FactRow>
        <FactRow name="SHA-1" copied={fingerprints.sha1} isMono>
          {fingerprintGroups(fingerprints.sha1).join(' ')}
        </FactRow>
        <FactRow name={t('detail.signature')}>{detail.signatureAlgorithm}</FactRow>
        {keyUsage.length > 0 && <FactRow name={t('detail.keyUsage')}>{keyUsage.join(separator)}</FactRow>}
        <FactRow name={t('detail.version')}>{detail.version}</FactRow>
        <FactRow name={t('detail.origin')}>
          {t(`detail.originVia.${origin.via}`)}
          {origin.fileName !== null && <> · {screenText(origin.fileName)}</>}
          {origin.downloadedFrom !== null && origin.via !== 'token' && origin.via !== 'store' && (
            <>
              <br />
              {t('detail.originFrom', { address: screenText(origin.downloadedFrom) })}
            </>
          )}
        </FactRow>
        <FactRow name={t('detail.importedAt')}>{dayAndTime(origin.importedAt, language)}</FactRow>
        {detail.note !== null && detail.note !== '' && (
          <FactRow name={t('detail.note')}>{screenText(detail.note)}</FactRow>
        )}
      </dl>
      <RawSections detail={detail} />
    </>
  );
}
