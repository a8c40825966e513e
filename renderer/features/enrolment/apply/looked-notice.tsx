// SPDX-License-Identifier: Apache-2.0
import type { PreflightCheck } from '../../../../shared/schemas/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { PreflightList, toBeSeen } from './preflight-list.tsx';

const titles = {
  renewal: { stopped: 'preflight.stopped', careful: 'preflight.careful' },
  request: { stopped: 'preflight.notSent', careful: 'preflight.notSentYet' },
} as const;

export interface LookedNoticeProps {
  readonly checks: readonly PreflightCheck[];
  /** `request`: one that is kept, and its code. */
  readonly about: keyof typeof titles;
}

/** What a look at clock and server found before anything was sent, where it is to be seen first (E10). */
export function LookedNotice({ checks, about }: LookedNoticeProps) {
  const { t } = useText();
  const stops = checks.some(({ result }) => result === 'bad');
  return (
    <Notice tone={stops ? 'bad' : 'warn'} title={t(titles[about][stops ? 'stopped' : 'careful'])} urgent>
      <PreflightList checks={toBeSeen(checks)} />
    </Notice>
  );
}
