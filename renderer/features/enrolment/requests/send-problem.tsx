// SPDX-License-Identifier: Apache-2.0
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

export interface SendProblemProps {
  readonly error: AppError;
  /** The message the code protected, or null without a code. Many servers report a wrong code only as a bad request. */
  readonly sealed: 'request' | 'revocation' | null;
}

export function SendProblem({ error, sealed }: SendProblemProps) {
  const { t } = useText();
  const { code, details } = error;
  const isRefused = code === 'request-declined' || (sealed === 'revocation' && code === 'code-refused');
  if (isRefused && sealed !== null) {
    const status = details['status'];
    return (
      <Notice tone="bad" title={t(`servers.declined.${sealed}`)} urgent>
        {status !== undefined && <p>{statusWords(t, screenText(String(status)))}</p>}
        <p data-error-code={code}>{t(`servers.declined.${sealed}Text`)}</p>
      </Notice>
    );
  }
  if (code !== 'code-missing' && code !== 'code-refused') return <ErrorNotice error={error} />;
  const refused = code === 'code-refused';
  return (
    <Notice tone={refused ? 'bad' : 'warn'} title={t(refused ? 'servers.send.refused' : 'servers.send.missing')} urgent>
      <p data-error-code={code}>{t(refused ? 'servers.send.refusedText' : 'servers.send.missingText')}</p>
    </Notice>
  );
}

function statusWords(t: Text['t'], status: string): string {
  return status === 'badRequest' ? t('servers.declined.badRequest') : t('servers.declined.status', { status });
}
