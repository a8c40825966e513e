// SPDX-License-Identifier: Apache-2.0
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import { useText } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/feedback/notice.tsx';
import page from '../ui/page.module.css';

export function StartFailed({ error }: { readonly error: AppError }) {
  const { t } = useText();
  return (
    <main className={page.page}>
      <h1 className={page.title}>{t('shell.startFailed')}</h1>
      <ErrorNotice
        error={error}
        actions={<Button onPress={() => window.location.reload()}>{t('shell.reload')}</Button>}
      />
    </main>
  );
}
