// SPDX-License-Identifier: Apache-2.0
import { FileDown, FilePlus2, LifeBuoy } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { isTextTarget } from '../../lib/shortcuts.ts';
import { useDetailsSheet } from '../../state/text-size.ts';
import { addProfile, startRequest } from '../../state/enrolment/enrolment-dialogs.ts';
import { openEnrolment, refreshEnrolment, useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { closeGuide, leaveGuide, openApplyGuide, useGuide } from '../../state/enrolment/guide-store.ts';
import { useRenewMany } from '../../state/enrolment/renew-many.ts';
import { refreshRenewals } from '../../state/enrolment/renewals-store.ts';
import { refreshWebEnrolments, useWebEnrolments } from '../../state/enrolment/web-enrolments-store.ts';
import { startLoss } from '../../state/losses.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog/sheet.tsx';
import { enterRoom } from '../../ui/enter-room.ts';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import bar from '../../ui/room-bar.module.css';
import { BarNotices } from '../../ui/room-bar.tsx';
import css from './enrolment-page.module.css';
import { ApplyGuidePage } from './guide/apply-guide-page.tsx';
import guideCss from './guide/guide.module.css';
import { RenewGuidePane } from './guide/renew-guide-pane.tsx';
import { RenewalList } from './list/renewal-list.tsx';
import { ChooseBar } from './many/choose-bar.tsx';
import { QueueBar } from './many/queue-bar.tsx';
import { ExampleList } from './profiles/example-list.tsx';
import { ProfileItem } from './profiles/profile-item.tsx';
import { RequestItem } from './requests/request-item.tsx';
import { WebEnrolmentItem } from './web/web-enrolment-item.tsx';

export function EnrolmentPage() {
  const { t } = useText();
  const { profiles, error } = useEnrolment();
  const guide = useGuide((state) => state.guide);
  const isNarrow = useDetailsSheet();
  const renews = guide?.kind === 'renew' ? guide.sha256 : null;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (useGuide.getState().from !== null) pane.current?.focus();
  }, [renews]);
  useEffect(() => {
    const leave = ({ key, target, isComposing, defaultPrevented }: KeyboardEvent) => {
      if (key !== 'Escape' || isComposing || defaultPrevented || isTextTarget(target)) return;
      const isCovered = document.querySelector('[role="dialog"]') !== null;
      const room = isCovered ? null : leaveGuide();
      if (room !== null) enterRoom(room);
    };
    document.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('keydown', leave);
      useGuide.setState({ from: null });
    };
  }, []);
  useEffect(() => {
    void openEnrolment();
    void refreshWebEnrolments();
    void refreshRenewals();
  }, []);
  if (guide?.kind === 'apply') {
    return (
      <div className={css.page}>
        <ApplyGuidePage key={guide.replaces} guide={guide} />
      </div>
    );
  }
  const name = t('guide.steps');
  return (
    <div className={css.page}>
      <header className={bar.bar}>
        <h1 className={css.title}>{t('shell.room.enrolment')}</h1>
        <span className={css.muted}>{t('renewalList.sub')}</span>
        <span className={bar.gap} />
        <Button onPress={() => startLoss()}>
          <LifeBuoy size={16} aria-hidden />
          {t('losses.open')}
        </Button>
        <ApplyButton />
      </header>
      <BarNotices />
      <div className={`${css.body} ${guide !== null && !isNarrow ? css.withGuide : ''}`}>
        <div className={css.scroll}>
          <Waiting />
          <QueueBar />
          <section className={css.part} aria-labelledby="enrolment-renewals">
            <header className={layout.line}>
              <h2 id="enrolment-renewals">{t('renewalList.title')}</h2>
              <div className={css.choose}>
                <ChooseBar />
              </div>
            </header>
            <RenewalList chosen={renews} />
          </section>
          {error !== null && (
            <ErrorNotice
              error={error}
              actions={<Button onPress={() => void refreshEnrolment()}>{t('common.retry')}</Button>}
            />
          )}
          {profiles !== null && (guide === null || profiles.length > 0) && <Guides />}
        </div>
        {guide !== null && !isNarrow && (
          <aside ref={pane} className={guideCss.pane} tabIndex={-1} aria-label={name}>
            <RenewGuidePane key={guide.sha256} guide={guide} />
          </aside>
        )}
      </div>
      {guide !== null && isNarrow && (
        <Sheet label={name} onClose={closeGuide}>
          <div className={guideCss.pane}>
            <RenewGuidePane key={guide.sha256} guide={guide} />
          </div>
        </Sheet>
      )}
    </div>
  );
}

/** Names the only filled button in the room: that of a request by its id, or else `apply`. */
function useFilledButton(): string {
  const isMany = useRenewMany(({ chosen, queue }) => chosen !== null || queue.length > 0);
  const requests = useEnrolment((state) => state.requests);
  const [site] = useWebEnrolments((state) => state.webEnrolments);
  const now = useNow();
  if (isMany) return 'renewMany';
  const isReady = ({ state, askAgainAt }: PendingRequest) =>
    state === 'pending' && (askAgainAt === null || Date.parse(askAgainAt) <= now);
  return site?.id ?? requests.find(isReady)?.id ?? 'apply';
}

function ApplyButton() {
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles);
  const isFilled = useFilledButton() === 'apply';
  // Without profiles, open the general guide, which asks for a bank.
  const apply = () => ((profiles ?? []).length === 0 ? openApplyGuide() : startRequest(null));
  return (
    <Button look={isFilled ? 'primary' : 'plain'} onPress={apply} isDisabled={profiles === null}>
      <FilePlus2 size={16} aria-hidden />
      {t('enrolment.apply')}
    </Button>
  );
}

function Waiting() {
  const { t } = useText();
  const filled = useFilledButton();
  const requests = useEnrolment((state) => state.requests);
  const webEnrolments = useWebEnrolments((state) => state.webEnrolments);
  const count = requests.length + webEnrolments.length;
  return (
    <>
      {count > 0 && (
        <section className={css.part} aria-labelledby="enrolment-requests">
          <h2 id="enrolment-requests">{t('enrolment.requests')}</h2>
          <ul className={css.items}>
            {webEnrolments.map((webEnrolment) => (
              <WebEnrolmentItem key={webEnrolment.id} webEnrolment={webEnrolment} isNext={webEnrolment.id === filled} />
            ))}
            {requests.toSorted(byState).map((request) => (
              <RequestItem key={request.id} request={request} isNext={request.id === filled} />
            ))}
          </ul>
        </section>
      )}
      <LiveRegion text={t('enrolment.count', { count })} />
    </>
  );
}

function byState(one: PendingRequest, other: PendingRequest): number {
  return Number(one.state === 'done') - Number(other.state === 'done');
}

function Guides() {
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  const add = (
    <Button size="small" onPress={addProfile}>
      <FileDown size={16} aria-hidden />
      {t('enrolment.addProfile')}
    </Button>
  );
  if (profiles.length === 0) return <ExampleList add={add} />;
  return (
    <section className={css.part} aria-labelledby="enrolment-profiles">
      <header className={layout.line}>
        <h2 id="enrolment-profiles">{t('enrolment.profiles')}</h2>
        <span className={layout.gap} />
        {add}
      </header>
      <ul className={css.items}>
        {profiles.map((held) => (
          <ProfileItem key={held.id} held={held} />
        ))}
      </ul>
    </section>
  );
}
