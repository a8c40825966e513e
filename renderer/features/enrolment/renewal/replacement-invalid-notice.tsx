// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { replacementProblems } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';

export function ReplacementInvalidNotice({ error }: { readonly error: AppError }) {
  const { t } = useText();
  const reason = replacementProblems.find((each) => each === error.details['reason']);
  const isInvalid = error.code === 'replacement-invalid' && reason !== undefined;
  const told = isInvalid ? new AppError(error.code, { reason: t(`renewal.replacementProblem.${reason}`) }) : error;
  return <ErrorNotice error={told} title={t('renewal.places.failed')} />;
}
