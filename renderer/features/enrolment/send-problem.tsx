import type { AppError } from '../../../shared/domain/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/screen-text.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';

export interface SendProblemProps {
  readonly error: AppError;
  /** The code sealed the message: many servers say no more of a wrong one than that the request is bad. */
  readonly isSealed: boolean;
}

/** Why the server did not take it; where a code is what is missing, or may be wrong, in the words of this page. */
export function SendProblem({ error, isSealed }: SendProblemProps) {
  const { t } = useText();
  const { code, details } = error;
  if (code === 'request-declined' && isSealed) {
    const status = details['status'];
    return (
      <Notice tone="bad" title={t('servers.send.declined')} urgent>
        {status !== undefined && <p>{t('servers.send.declinedStatus', { status: screenText(String(status)) })}</p>}
        <p data-error-code={code}>{t('servers.send.maybeCode')}</p>
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
