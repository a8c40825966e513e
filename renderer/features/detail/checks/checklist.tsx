// SPDX-License-Identifier: Apache-2.0
import { isUnsafe } from '../../../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import type { PlacesState } from '../../../state/stores/use-places.ts';
import { BackupLine } from './backup-line.tsx';
import { BankPageLine } from './bank-page-line.tsx';
import { ConfirmedLine } from './confirmed-line.tsx';
import css from './checks.module.css';
import { InstalledLines } from './installed-lines.tsx';
import { KeyLine } from './key-line.tsx';
import { PairLine } from './pair-line.tsx';
import { PathLine } from './path-line.tsx';
import { ReminderLine } from './reminder-line.tsx';
import { RevocationLine } from './revocation-line.tsx';

export interface ChecklistProps {
  readonly detail: CertificateDetail;
  readonly places: PlacesState;
}

export function Checklist({ detail, places }: ChecklistProps) {
  const { t } = useText();
  const isReported = isUnsafe(detail.loss);
  const path = <PathLine key={detail.sha256} detail={detail} />;
  const revocation = (
    <>
      <ConfirmedLine detail={detail} />
      <RevocationLine detail={detail} />
    </>
  );
  return (
    <ul className={css.checks} aria-label={t('detail.checks')}>
      {isReported ? revocation : path}
      <KeyLine detail={detail} places={places.places} />
      <PairLine detail={detail} />
      <InstalledLines detail={detail} state={places} />
      <BackupLine detail={detail} />
      {isReported ? path : revocation}
      <BankPageLine detail={detail} />
      <ReminderLine
        sha256={detail.pair?.signing.sha256 ?? detail.sha256}
        name={detail.displayName}
        bank={bankLine(detail)}
        loss={detail.loss}
      />
    </ul>
  );
}
