// SPDX-License-Identifier: Apache-2.0
import { Usb } from 'lucide-react';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import page from '../tokens-page.module.css';
import css from './device.module.css';
import type { Device } from './devices.ts';
import { KeyCertificateCard } from './key-certificate-card.tsx';

export function DistantDevice({ device }: { readonly device: Extract<Device, { kind: 'away' | 'store' }> }) {
  const { t } = useText();
  const { kind, serial, known } = device;
  const name = screenText(device.name);
  const isOfStore = kind === 'store';
  const facts = isOfStore
    ? ([
        [t('tokens.store.works'), t('tokens.store.worksText')],
        ['PIN', t('tokens.store.pin')],
        [t('tokens.keyFact.title'), t('tokens.keyFact.sealed')],
      ] as const)
    : ([
        [t('tokens.keyFact.title'), t('tokens.keyFact.sealed')],
        [t('tokens.lostFact.title'), t('tokens.lostFact.bank')],
      ] as const);
  return (
    <section className={page.contents} aria-label={name}>
      <header className={css.head}>
        <span className={css.logo} aria-hidden>
          <Usb size={24} />
        </span>
        <div>
          <h2>{name}</h2>
          <p className={css.sub}>
            {isOfStore
              ? t('tokens.store.found')
              : `${t('tokens.serial')} ${screenText(serial)} · ${t('tokens.where.away')}`}
          </p>
        </div>
        {isOfStore && <Pill tone="off">{t('tokens.store.unverified')}</Pill>}
      </header>
      {known.map((certificate) => (
        <KeyCertificateCard key={certificate.sha256} certificate={certificate} />
      ))}
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {known.every(({ loss }) => loss === null) && (
        <Notice tone="off">
          <p>{t(isOfStore ? 'tokens.store.note' : 'tokens.awayNote')}</p>
        </Notice>
      )}
    </section>
  );
}
