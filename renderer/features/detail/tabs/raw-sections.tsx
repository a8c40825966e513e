// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { copyText } from '../../../state/copy-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { Asn1TreeView } from './asn1-tree.tsx';
import css from '../detail.module.css';

export function RawSections({ detail }: { readonly detail: CertificateDetail }) {
  const { t } = useText();
  const [asn1, setAsn1] = useState(false);
  return (
    <>
      <section className={css.section}>
        <h3>{t('detail.extensions')}</h3>
        {detail.extensions.length === 0 && <p className={css.sub}>{t('common.none')}</p>}
        <ul aria-label={t('detail.extensions')}>
          {detail.extensions.map((extension) => (
            <li key={extension.oid} className={css.extension}>
              <div className={css.extensionHead}>
                <b>{extension.name ?? t('detail.unknownExtension')}</b>
                <span className={`${css.mono} ${css.sub}`}>{extension.oid}</span>
                {extension.critical && <Pill tone="warn">{t('detail.critical')}</Pill>}
              </div>
              {extension.values.map((value, index) => (
                <p key={index}>{screenText(value)}</p>
              ))}
            </li>
          ))}
        </ul>
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h3>{t('detail.asn1')}</h3>
          <Button look="quiet" size="small" aria-expanded={asn1} onPress={() => setAsn1(!asn1)}>
            {asn1 ? t('detail.asn1Hide') : t('detail.asn1Show')}
          </Button>
        </div>
        {asn1 && <Asn1TreeView sha256={detail.sha256} />}
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h3>{t('detail.pem')}</h3>
          <Button look="quiet" size="small" onPress={() => void copyText(detail.pem, (say) => say('detail.pem'))}>
            {t('detail.copyPem')}
          </Button>
        </div>
        {/* Scrollable elements must be focusable (WCAG 2.1.1). */}
        <pre className={css.pem} tabIndex={0} aria-label={t('detail.pem')}>
          {detail.pem}
        </pre>
      </section>
    </>
  );
}
