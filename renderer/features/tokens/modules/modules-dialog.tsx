// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { ModuleFacts, TokenModule } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { AddModule } from './add-module.tsx';
import { ModuleBrowsers } from './module-browsers.tsx';
import { ModuleConsent } from './module-consent.tsx';
import { ModuleItem } from './module-item.tsx';
import layout from '../../../ui/layout.module.css';

type View =
  | { readonly kind: 'list' }
  | { readonly kind: 'consent'; readonly facts: ModuleFacts; readonly changed: boolean }
  | { readonly kind: 'browsers'; readonly module: TokenModule };

export function ModulesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const modules = useTokens((state) => state.modules);
  const error = useTokens((state) => state.error);
  const [view, setView] = useState<View>({ kind: 'list' });
  useEffect(() => void refreshTokens({ look: true }), []);
  const toList = () => setView({ kind: 'list' });
  if (view.kind === 'consent') {
    return (
      <Dialog title={t('modules.consentTitle')} onClose={onClose}>
        <ModuleConsent facts={view.facts} changed={view.changed} onBack={toList} />
      </Dialog>
    );
  }
  if (view.kind === 'browsers') {
    return (
      <Dialog title={`${t('modules.browsersTitle')} · ${screenText(view.module.name)}`} onClose={onClose}>
        <ModuleBrowsers module={view.module} onBack={toList} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('modules.title')} onClose={onClose}>
      <p>{t('modules.lead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {modules === null && error === null && <ProgressLine label={t('tokens.looking')} />}
      {modules?.length === 0 && (
        <Notice tone="off">
          <p>{t('modules.none')}</p>
        </Notice>
      )}
      {modules !== null && modules.length > 0 && (
        <ul className={layout.framed} aria-label={t('modules.list')}>
          {modules.map((module) => (
            <ModuleItem
              key={module.moduleId}
              module={module}
              onConsent={() =>
                setView({ kind: 'consent', facts: factsOf(module), changed: module.state === 'changed' })
              }
              onBrowsers={() => setView({ kind: 'browsers', module })}
            />
          ))}
        </ul>
      )}
      <AddModule onFacts={(facts) => setView({ kind: 'consent', facts, changed: false })} />
    </Dialog>
  );
}

function factsOf(module: TokenModule): ModuleFacts {
  const { moduleId, path, name, standard, sha256, sizeBytes, owner, writableByOthers, package: from } = module;
  return { moduleId, path, name, standard, sha256, sizeBytes, owner, writableByOthers, package: from };
}
