// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { fingerprintGroups, hexPairs } from '../../../lib/text/hex.ts';
import { Checklist } from '../checks/checklist.tsx';
import type { PlacesState } from '../../../state/stores/use-places.ts';
import { FactRow } from '../../../ui/fact-row.tsx';
import facts from '../../../ui/facts.module.css';

export interface OverviewTabProps {
  readonly detail: CertificateDetail;
  readonly places: PlacesState;
}

export function OverviewTab({ detail, places }: OverviewTabProps) {
  const { t } = useText();
  const groups = fingerprintGroups(detail.fingerprints.sha256);
  return (
    <>
      <Checklist detail={detail} places={places} />
      <dl className={facts.facts}>
        {detail.tags.length > 0 && (
          <FactRow name={t('detail.tags')}>{screenText(detail.tags.join(t('common.listSeparator')))}</FactRow>
        )}
        <FactRow name={t('detail.serial')} copied={hexPairs(detail.serial)} isMono>
          {hexPairs(detail.serial)}
        </FactRow>
        <FactRow name="SHA-256" copied={detail.fingerprints.sha256} isMono>
          {groups.slice(0, 3).join(' ')} … {groups.at(-1)}
        </FactRow>
      </dl>
    </>
  );
}
