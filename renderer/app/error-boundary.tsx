// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Notice } from '../ui/feedback/notice.tsx';
import page from '../ui/page.module.css';

interface Props {
  readonly children: ReactNode;
  readonly fallback?: ReactNode;
}

/** Keeps the rest of the window usable when a page or dialog crashes. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    const { children, fallback } = this.props;
    if (!this.state.failed) return children;
    return fallback ?? <CrashPage onRetry={() => this.setState({ failed: false })} />;
  }
}

export function CrashDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t('shell.crashTitle')} width="narrow" onClose={onClose}>
      <Notice tone="bad" urgent>
        <p>{t('shell.crashCause')}</p>
        <p>{t('shell.crashStep')}</p>
      </Notice>
    </Dialog>
  );
}

function CrashPage({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useText();
  return (
    <div className={page.page}>
      <h1 className={page.title}>{t('shell.crashTitle')}</h1>
      <Notice
        tone="bad"
        urgent
        actions={
          <>
            <Button onPress={onRetry}>{t('common.retry')}</Button>
            <Button onPress={() => window.location.reload()}>{t('shell.reload')}</Button>
          </>
        }
      >
        <p>{t('shell.crashCause')}</p>
        <p>{t('shell.crashStep')}</p>
      </Notice>
    </div>
  );
}
