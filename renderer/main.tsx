// SPDX-License-Identifier: Apache-2.0
import './app/tokens.css';
import './app/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { StartFailed } from './app/start-failed.tsx';
import { startI18n } from './i18n/i18n.ts';
import { toAppError } from './lib/ipc.ts';
import { refreshCertificates } from './state/certificates-store.ts';
import { restoreListView } from './state/list-view.ts';
import { effectiveLanguage, loadSettings, useSettings } from './state/settings-store.ts';
import { refreshVault } from './state/vault/vault-store.ts';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
const root = createRoot(element);
try {
  await loadSettings();
  await startI18n(effectiveLanguage(useSettings.getState()));
  restoreListView();
  // Don't wait for main to read the vault before rendering.
  void refreshVault();
  void refreshCertificates();
  root.render(
    <ErrorBoundary>
      <App />
    </ErrorBoundary>,
  );
} catch (error) {
  await startI18n(effectiveLanguage(useSettings.getState()));
  root.render(<StartFailed error={toAppError(error)} />);
}
