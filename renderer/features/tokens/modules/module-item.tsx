// SPDX-License-Identifier: Apache-2.0
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { ModuleState, TokenModule } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { type CallOptions, ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { ModuleFactList } from './module-facts.tsx';
import text from '../../../ui/text.module.css';
import css from './modules-dialog.module.css';

const tones: Record<ModuleState, Tone> = {
  ready: 'ok',
  'needs-consent': 'warn',
  changed: 'warn',
  missing: 'off',
  broken: 'bad',
  stopped: 'warn',
  paused: 'bad',
};

export interface ModuleItemProps {
  readonly module: TokenModule;
  readonly onConsent: () => void;
  readonly onBrowsers: () => void;
}

export function ModuleItem({ module, onConsent, onBrowsers }: ModuleItemProps) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const { moduleId, name, path, standard, state, source, code, library, faults, slots } = module;
  const act = (action: (options: CallOptions) => Promise<unknown>) =>
    void attempt.run(async (options) => {
      await action(options);
      await refreshTokens({ look: true });
    });
  const failed = state === 'broken' || state === 'paused';
  const reason = code !== null && failed ? errorText(code, { module: screenText(name) }, language) : null;
  const asks = state === 'needs-consent' || state === 'changed';
  // Modules from system packages need no consent, so there is none to revoke.
  const allowed = source === 'added' || (module.package === null && !asks);
  const named = (action: string) => t('modules.forOf', { action, name: screenText(name) });
  const more: (readonly [string, string])[] = [[t('modules.sourceOf'), t(`modules.source.${source}`)]];
  if (library !== null && standard === 'pkcs11') {
    more.push([t('modules.library'), screenText(`${library.description} ${library.version} · ${library.maker}`)]);
  }
  return (
    <li className={css.module} data-module={moduleId} data-state={state}>
      <div className={css.head}>
        <b className={css.name}>{screenText(name)}</b>
        <Pill tone={tones[state]}>{t(`modules.state.${state}`)}</Pill>
      </div>
      <p className={css.path}>{screenText(path)}</p>
      <p className={text.small}>
        {[
          t(`modules.source.${source}`),
          t(`modules.standard.${standard}`),
          ...(slots === null ? [] : [t('modules.slots', { count: slots })]),
          ...(faults === 0 ? [] : [t('modules.faults', { count: faults })]),
        ].join(' · ')}
      </p>
      {state === 'stopped' && <p className={css.warn}>{t('modules.stopped')}</p>}
      {state === 'changed' && <p className={css.warn}>{t('modules.changedText')}</p>}
      {module.writableByOthers && <p className={css.warn}>{t('modules.writableOthers')}</p>}
      {reason !== null && <p className={text.small}>{joinSentences(reason.cause, reason.step)}</p>}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <div className={css.actions}>
        {asks && (
          <Button look="primary" size="small" onPress={onConsent} aria-label={named(t('modules.allow'))}>
            {t('modules.allow')}
          </Button>
        )}
        {(state === 'paused' || state === 'broken' || state === 'stopped') && (
          <Button
            size="small"
            isDisabled={attempt.busy}
            onPress={() => act((options) => ipc('tokens.retryModule', { moduleId }, options))}
            aria-label={named(t('modules.retry'))}
          >
            {t('modules.retry')}
          </Button>
        )}
        {standard === 'pkcs11' && (state === 'ready' || state === 'stopped') && (
          <Button size="small" onPress={onBrowsers} aria-label={named(t('modules.browsers'))}>
            {t('modules.browsers')}
          </Button>
        )}
        {allowed && (
          <Button
            size="small"
            isDisabled={attempt.busy}
            onPress={() => act(() => ipc('tokens.forgetModule', { moduleId }))}
            aria-label={named(source === 'added' ? t('modules.remove') : t('modules.forget'))}
          >
            {source === 'added' ? t('modules.remove') : t('modules.forget')}
          </Button>
        )}
      </div>
      <Disclosure>
        <Heading className={css.disclosure ?? ''}>
          <AriaButton slot="trigger" className={css.link ?? ''} aria-label={named(t('modules.details'))}>
            {t('modules.details')}
          </AriaButton>
        </Heading>
        <DisclosurePanel>
          <ModuleFactList facts={module} more={more} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
