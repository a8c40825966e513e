// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ArrivedPathPane } from '../trust/arrived-path-pane.tsx';

export function EndedNotices({
  requests,
  webEnrolments,
}: Pick<CallOutput<'imports.commit'>, 'requests' | 'webEnrolments'>) {
  const { t } = useText();
  return (
    <>
      {requests.map(({ id, state, problem, profile }) => (
        <Notice key={id} tone={state === 'done' ? 'ok' : 'warn'}>
          <p>
            {state === 'done' || problem === null
              ? t('enrolment.settled.done', { name: screenText(profile.name) })
              : t('enrolment.settled.problem', {
                  name: screenText(profile.name),
                  reason: t(`enrolment.answer.problem.${problem}`),
                })}
          </p>
        </Notice>
      ))}
      {webEnrolments.map(({ id, purpose, profile, oldKeyOnToken }) => (
        <Notice key={id} tone="ok">
          <p>
            {t(`webEnrolments.done.${purpose === 'renew' && oldKeyOnToken ? 'renewFromToken' : purpose}`, {
              name: screenText(profile.name),
            })}
          </p>
        </Notice>
      ))}
      {requests.map(({ id, certificate }) => certificate !== null && <ArrivedPathPane key={id} sha256={certificate} />)}
      {webEnrolments.map(({ id, certificate, leadsToAuthority }) => (
        <ArrivedPathPane key={id} sha256={certificate} leadsToAuthority={leadsToAuthority} />
      ))}
    </>
  );
}
