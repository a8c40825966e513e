// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { refreshEnrolment, useEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { SelectField } from '../../ui/fields/select-field.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ContactSheetView } from './contact-sheet-view.tsx';
import { ReportRecord } from './report-record.tsx';
import { RevokePart } from './revoke-part.tsx';
import { SheetActions } from './sheet-actions.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';

export interface AuthorityStepProps extends StepProps {
  readonly profileId: string | null;
  readonly onProfile: (profileId: string) => void;
  readonly onBank: (bank: HeldProfile) => Promise<void>;
  readonly onPhone: (phone: string | null) => Promise<boolean>;
  readonly onReference: (reference: string | null) => void;
  readonly onConfirmed: (isConfirmed: boolean) => void;
}

export function AuthorityStep(props: AuthorityStepProps) {
  const { facts, loss, profileId, onProfile, onBank, onPhone, onTick, onBack, onNext } = props;
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  useEffect(() => void refreshEnrolment(), []);
  const { sheet } = facts.view;
  const held = profiles.find(({ id, profile }) => id === sheet.authority?.profileId && profile.protocol === 'cmp');
  const known = profileId ?? sheet.authority?.profileId ?? '';
  const isRevoked = facts.detail.status === 'revoked';
  const ticked = loss.done.includes('notified');
  const record = useRef<HTMLDivElement>(null);
  const wasTicked = useRef(ticked);
  useEffect(() => {
    if (ticked && !wasTicked.current) record.current?.scrollIntoView?.({ block: 'nearest' });
    wasTicked.current = ticked;
  }, [ticked]);
  const foot = (
    <>
      {ticked && (
        <div ref={record}>
          <ReportRecord
            losses={[loss]}
            isBusy={false}
            onReference={props.onReference}
            unrevoked={isRevoked ? [] : [loss]}
            onConfirmed={props.onConfirmed}
          />
        </div>
      )}
      <StepFoot
        tick={t('losses.authority.notified')}
        ticked={ticked}
        onTick={onTick}
        onBack={onBack}
        onNext={onNext}
        isPrimary={held === undefined || isRevoked || ticked}
      />
    </>
  );
  if (isRevoked) {
    return (
      <>
        <Notice tone="ok" title={t('servers.revoke.revoked')}>
          <p>{t('servers.revoke.revokedText')}</p>
        </Notice>
        {foot}
      </>
    );
  }
  return (
    <>
      {(loss.kind === 'lost' || (held === undefined && sheet.authority !== null)) && (
        <p className={text.muted}>{t(loss.kind === 'lost' ? 'losses.authority.leadLost' : 'losses.authority.lead')}</p>
      )}
      {profiles.length > 0 && (
        <div className={css.choose}>
          <SelectField
            label={t('losses.authority.choose')}
            value={known}
            onChange={onProfile}
            options={[
              ...(known === '' ? [{ value: '', name: t('losses.authority.unknown') }] : []),
              ...profiles.map(({ id, profile }) => ({ value: id, name: profile.name })),
            ]}
          />
        </div>
      )}
      {held !== undefined && <RevokePart detail={facts.detail} held={held} />}
      <ContactSheetView
        sheets={facts.sheets}
        kind={loss.kind}
        issuer={bankLine(facts.detail)}
        onBank={onBank}
        onPhone={onPhone}
      />
      <SheetActions sheets={facts.sheets} profileId={profileId} />
      {foot}
    </>
  );
}
