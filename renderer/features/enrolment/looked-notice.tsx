import type { PreflightCheck } from '../../../shared/schemas/preflight.ts';
import { useText } from '../../i18n/i18n.ts';
import { Notice } from '../../ui/notice.tsx';
import { PreflightList, toBeSeen } from './preflight-list.tsx';

/** What a look at clock and server found before anything was sent, where it is to be seen first (E10). */
export function LookedNotice({ checks }: { readonly checks: readonly PreflightCheck[] }) {
  const { t } = useText();
  const stops = checks.some(({ result }) => result === 'bad');
  return (
    <Notice tone={stops ? 'bad' : 'warn'} title={t(stops ? 'preflight.stopped' : 'preflight.careful')} urgent>
      <PreflightList checks={toBeSeen(checks)} />
    </Notice>
  );
}
