import type { AppError } from '../../../shared/domain/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';

/** Why the server did not take it; where a code is what is missing, in the words of this page. */
export function SendProblem({ error }: { readonly error: AppError }) {
  const { t } = useText();
  const { code } = error;
  if (code !== 'code-missing' && code !== 'code-refused') return <ErrorNotice error={error} />;
  const refused = code === 'code-refused';
  return (
    <Notice tone={refused ? 'bad' : 'warn'} title={t(refused ? 'est.send.refused' : 'est.send.missing')} urgent>
      <p data-error-code={code}>{t(refused ? 'est.send.refusedText' : 'est.send.missingText')}</p>
    </Notice>
  );
}
