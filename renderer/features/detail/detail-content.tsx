// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useRenewal } from '../../state/enrolment/use-renewal.ts';
import { OldInstallationsPane } from '../enrolment/web/old-installations-pane.tsx';
import { LossNotice } from './checks/loss-notice.tsx';
import { SupersededNotice } from './checks/superseded-notice.tsx';
import css from './detail.module.css';
import { CountdownBlock } from './header/countdown-block.tsx';
import { DetailHeader } from './header/detail-header.tsx';
import { ChainTab } from './tabs/chain-tab.tsx';
import { DetailsTab } from './tabs/details-tab.tsx';
import { OverviewTab } from './tabs/overview-tab.tsx';
import { usePlaces } from '../../state/stores/use-places.ts';

export interface DetailContentProps {
  readonly detail: CertificateDetail;
  readonly corner?: ReactNode;
  /** Space-separated ids of the elements that screen readers announce for the pane. */
  readonly summary?: string;
}

export function DetailContent({ detail, corner, summary = '' }: DetailContentProps) {
  const [nameId, stateId] = summary.split(' ');
  const [tab, setTab] = useState<Key>('overview');
  const { t } = useText();
  const { sha256, loss, supersededBy, pair } = detail;
  // Renewing the signing certificate renews the whole identity.
  const renewal = useRenewal(pair?.signing.sha256 ?? sha256);
  const places = usePlaces(sha256);
  return (
    <>
      <DetailHeader detail={detail} corner={corner} nameId={nameId} />
      {loss !== null && <LossNotice key={`loss ${sha256}`} detail={detail} loss={loss} />}
      {supersededBy !== null && <SupersededNotice key={`new ${supersededBy}`} successor={supersededBy} />}
      <OldInstallationsPane renewal={renewal} />
      <CountdownBlock key={sha256} detail={detail} renewal={renewal} places={places} stateId={stateId} />
      <Tabs className={css.tabs ?? ''} key={`tabs ${sha256}`} selectedKey={tab} onSelectionChange={setTab}>
        <TabList className={css.tabList ?? ''} aria-label={t('detail.tabs')}>
          <Tab id="overview" className={css.tab ?? ''}>
            {t('detail.tabOverview')}
          </Tab>
          <Tab id="chain" className={css.tab ?? ''}>
            {t('detail.tabChain')}
          </Tab>
          <Tab id="details" className={css.tab ?? ''}>
            {t('detail.tabDetails')}
          </Tab>
        </TabList>
        <TabPanel id="overview" className={css.panel ?? ''}>
          <OverviewTab detail={detail} places={places} />
        </TabPanel>
        <TabPanel id="chain" className={css.panel ?? ''}>
          <ChainTab detail={detail} />
        </TabPanel>
        <TabPanel id="details" className={css.panel ?? ''}>
          <DetailsTab detail={detail} />
        </TabPanel>
      </Tabs>
    </>
  );
}
