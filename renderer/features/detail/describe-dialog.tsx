// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { MetadataForm } from './metadata-form.tsx';
import { useDetail } from './use-detail.ts';

export interface DescribeDialogProps {
  readonly sha256: string;
  readonly onClose: () => void;
}

export function DescribeDialog({ sha256, onClose }: DescribeDialogProps) {
  const { t } = useText();
  const { detail, error } = useDetail(sha256);
  return (
    <Dialog title={t('detail.notes')} width="narrow" onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      {detail === null && error === null && <p>{t('detail.loading')}</p>}
      {detail !== null && <MetadataForm key={`${sha256} ${detail.noteLocked}`} detail={detail} onClose={onClose} />}
    </Dialog>
  );
}
