// SPDX-License-Identifier: Apache-2.0
import type { ScanProgress } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';

/** For screen readers: state changes, not running numbers. */
export function useSpokenSearch(progress: ScanProgress | null): string {
  const { t } = useText();
  switch (progress?.state) {
    case 'running':
      return t('find.running');
    case 'paused':
      return t('find.paused');
    case 'done':
      return t('find.done', { files: progress.files, found: progress.found });
    case 'cancelled':
      return t('find.stopped', { files: progress.files, found: progress.found });
    case 'failed':
      return t('find.failed', { files: progress.files, found: progress.found });
    default:
      return '';
  }
}
