// SPDX-License-Identifier: Apache-2.0
import type { PreflightCheck } from '../../../../shared/schemas/enrolment/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { PreflightList, toBeSeen } from './preflight-list.tsx';

const titles = {
  renewal: { stopped: 'preflight.stopped', careful: 'preflight.careful' },
  batch: { stopped: 'preflight.stoppedRest', careful: 'preflight.carefulRest' },
  request: { stopped: 'preflight.notSent', careful: 'preflight.notSentYet' },
} as const;

export interface PreflightNoticeProps {
  readonly checks: readonly PreflightCheck[];
  readonly about: keyof typeof titles;
  readonly stopped?: string | null;
}

export function PreflightNotice({ checks, about, stopped = null }: PreflightNoticeProps) {
  const { t } = useText();
  const stops = checks.some(({ result }) => result === 'bad');
  return (
    <Notice
      tone={stops ? 'bad' : 'warn'}
      title={stops && stopped !== null ? stopped : t(titles[about][stops ? 'stopped' : 'careful'])}
      urgent
    >
      <PreflightList checks={toBeSeen(checks)} hasIcons={false} />
    </Notice>
  );
}
