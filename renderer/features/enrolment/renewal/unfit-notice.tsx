// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { unfitReasons } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';

export function UnfitNotice({ error }: { readonly error: AppError }) {
  const { t } = useText();
  const reason = unfitReasons.find((each) => each === error.details['reason']);
  const isUnfit = error.code === 'successor-unfit' && reason !== undefined;
  const told = isUnfit ? new AppError(error.code, { reason: t(`renewal.unfit.${reason}`) }) : error;
  return <ErrorNotice error={told} title={t('renewal.places.failed')} />;
}
