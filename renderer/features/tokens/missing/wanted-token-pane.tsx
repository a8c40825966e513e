// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TokensUnavailable } from './no-token.tsx';

export interface WantedTokenPaneProps {
  readonly title: string;
  readonly text: string;
}

export function WantedTokenPane({ title, text }: WantedTokenPaneProps) {
  const { t } = useText();
  const { tokens, error, unavailable } = useTokens();
  if (error !== null) return <ErrorNotice error={error} />;
  if (tokens === null) return <ProgressLine label={t('vault.tokenLooking')} progress={null} />;
  if (unavailable !== null) return <TokensUnavailable reason={unavailable} />;
  return (
    <Notice
      tone="warn"
      title={title}
      urgent
      actions={
        <Button size="small" onPress={() => void refreshTokens({ look: true })}>
          {t('tokens.lookAgain')}
        </Button>
      }
    >
      <p>{text}</p>
    </Notice>
  );
}
