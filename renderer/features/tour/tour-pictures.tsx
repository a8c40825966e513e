// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  BellRing,
  Check,
  ChevronRight,
  FilePlus,
  FileUp,
  KeyRound,
  Lock,
  MonitorDown,
  RefreshCw,
} from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { Pill } from '../../ui/feedback/pill.tsx';
import { Ring } from '../../ui/feedback/ring.tsx';
import words from '../../ui/text.module.css';
import css from './tour-dialog.module.css';

/* Components rather than images, to follow theme, language and text size. */

export function ListPicture() {
  const { t } = useText();
  return (
    <div className={css.zone}>
      <FileUp size={30} strokeWidth={1.5} />
      <span>{t('list.wayFile')}</span>
      <code>.pfx .p12 .sm2 .cer .pem .p7b</code>
    </div>
  );
}

export function RingsPicture() {
  const { t } = useText();
  return (
    <div className={css.rings}>
      {(
        [
          [0.86, 'ok', 'valid'],
          [0.12, 'warn', 'expiring'],
          [0, 'bad', 'expired'],
        ] as const
      ).map(([fraction, tone, status]) => (
        <span key={status} className={css.ring}>
          <Ring fraction={fraction} tone={tone} size={48} />
          <Pill tone={tone}>{t(`status.${status}`)}</Pill>
        </span>
      ))}
    </div>
  );
}

export function TruthPicture() {
  const { t } = useText();
  return (
    <ul className={css.truth}>
      {(['detail.chainOk', 'detail.keyOk', 'vault.recoverySaved'] as const).map((key) => (
        <li key={key}>
          <Check size={18} />
          {t(key)}
        </li>
      ))}
    </ul>
  );
}

const life = [
  ['tour.lifeApply', FilePlus],
  ['tour.lifeInstall', MonitorDown],
  ['tour.lifeBackup', Archive],
  ['tour.lifeRemind', BellRing],
  ['tour.lifeRenew', RefreshCw],
] as const;

export function LifePicture() {
  const { t } = useText();
  return (
    <ol className={css.life}>
      {life.map(([step, Icon], index) => (
        <li key={step}>
          {index > 0 && <ChevronRight size={14} className={words.muted} />}
          <span className={css.stage}>
            <Icon size={26} strokeWidth={1.5} />
            <span>{t(step)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

export function VaultPicture() {
  const { t } = useText();
  return (
    <div className={css.zone}>
      <span className={css.pair}>
        <KeyRound size={30} strokeWidth={1.5} />
        <Lock size={30} strokeWidth={1.5} />
      </span>
      <span>{t('settings.vaultSection')}</span>
    </div>
  );
}
