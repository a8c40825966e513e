// SPDX-License-Identifier: Apache-2.0
import { Download, LifeBuoy, MonitorDown, ScanSearch, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, statusTone } from '../../lib/text/countdown.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { lookForCopies } from '../../state/find-store.ts';
import { startLoss } from '../../state/losses.ts';
import { useRenewal } from '../../state/enrolment/use-renewal.ts';
import { startInstall } from '../../state/stores/store-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { OldInstallationsPane } from '../enrolment/web/old-installations-pane.tsx';
import { ChainTab } from './tabs/chain-tab.tsx';
import { Checklist } from './checks/checklist.tsx';
import { CountdownBlock } from './countdown-block.tsx';
import css from './detail.module.css';
import { LossNotice } from './checks/loss-notice.tsx';
import { OverviewTab } from './tabs/overview-tab.tsx';
import { RawTab } from './tabs/raw-tab.tsx';
import { SupersededNotice } from './checks/superseded-notice.tsx';

export interface DetailContentProps {
  readonly detail: CertificateDetail;
  readonly onSaved: (detail: CertificateDetail) => void;
  readonly corner?: ReactNode;
}

export function DetailContent({ detail, onSaved, corner }: DetailContentProps) {
  const { t } = useText();
  const renewal = useRenewal(detail.sha256);
  const status = statusNow(detail.status, detail.notBefore, detail.notAfter, useNow());
  const sub = [detail.place, detail.issuerName].filter((fact) => fact !== null).join(' · ');
  return (
    <>
      <div className={css.head}>
        <div className={css.titles}>
          <h2 className={css.title}>{screenText(detail.displayName)}</h2>
          <p className={css.sub}>{screenText(sub)}</p>
        </div>
        <Pill tone={statusTone[status]}>{t(`status.${status}`)}</Pill>
        {corner}
      </div>
      {detail.loss !== null && <LossNotice key={`loss ${detail.sha256}`} detail={detail} loss={detail.loss} />}
      {detail.supersededBy !== null && <SupersededNotice successor={detail.supersededBy} />}
      <OldInstallationsPane renewal={renewal} />
      <CountdownBlock key={detail.sha256} detail={detail} renewal={renewal} />
      <Checklist detail={detail} />
      <div className={css.actions}>
        {detail.hasPrivateKey && !detail.isCa && (
          <Button onPress={() => startInstall([{ sha256: detail.sha256, displayName: detail.displayName }])}>
            <MonitorDown size={16} aria-hidden />
            {t('install.action')}
          </Button>
        )}
        <Button onPress={() => void openDialog('certificates.export', { detail })}>
          <Download size={16} aria-hidden />
          {t('detail.export')}
        </Button>
        <Button onPress={() => lookForCopies({ sha256: detail.sha256, name: detail.displayName })}>
          <ScanSearch size={16} aria-hidden />
          {t('detail.lookFor')}
        </Button>
        {!detail.isCa && (
          <Button onPress={() => startLoss(detail.sha256)}>
            <LifeBuoy size={16} aria-hidden />
            {t('losses.open')}
          </Button>
        )}
        <Button
          look="quiet"
          size="icon"
          aria-label={t('trash.delete')}
          onPress={() => void openDialog('certificates.delete', { sha256s: [detail.sha256] })}
        >
          <Trash2 size={17} aria-hidden />
        </Button>
      </div>
      <Tabs className={css.tabs ?? ''} key={`tabs ${detail.sha256}`}>
        <TabList className={css.tabList ?? ''} aria-label={t('detail.tabs')}>
          <Tab id="overview" className={css.tab ?? ''}>
            {t('detail.tabOverview')}
          </Tab>
          <Tab id="chain" className={css.tab ?? ''}>
            {t('detail.tabChain')}
          </Tab>
          <Tab id="raw" className={css.tab ?? ''}>
            {t('detail.tabRaw')}
          </Tab>
        </TabList>
        <TabPanel id="overview" className={css.panel ?? ''}>
          <OverviewTab detail={detail} onSaved={onSaved} />
        </TabPanel>
        <TabPanel id="chain" className={css.panel ?? ''}>
          <ChainTab detail={detail} />
        </TabPanel>
        <TabPanel id="raw" className={css.panel ?? ''}>
          <RawTab detail={detail} />
        </TabPanel>
      </Tabs>
    </>
  );
}
