// SPDX-License-Identifier: Apache-2.0
import { BellRing, Cpu, Globe } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { goTo } from '../../../state/route-store.ts';
import { closeDialog, openDialog } from '../../../state/dialogs/dialogs-store.ts';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from './no-token.module.css';
import page from '../tokens-page.module.css';

export function MissingTokenWays({ withModule = true }: { readonly withModule?: boolean }) {
  const { t } = useText();
  const toStores = () => {
    closeDialog('tokens.missing');
    goTo('browsers');
  };
  const ways = [
    { name: t('tokens.wayStore'), hint: t('tokens.wayStoreHint'), Icon: Globe, act: toStores },
    {
      name: t('tokens.wayWatch'),
      hint: t('tokens.wayWatchHint'),
      Icon: BellRing,
      act: () => void openDialog('watch', { entry: null }),
    },
    ...(withModule
      ? [
          {
            name: t('tokens.wayModule'),
            hint: t('tokens.wayModuleHint'),
            Icon: Cpu,
            act: () => void openDialog('tokens.modules'),
          },
        ]
      : []),
  ];
  return (
    <>
      <p>{t('tokens.missingLead')}</p>
      <ul className={layout.stack8}>
        {ways.map(({ name, hint, Icon, act }) => (
          <li key={name}>
            <AriaButton className={css.way ?? ''} onPress={act}>
              <Icon size={20} strokeWidth={1.7} aria-hidden />
              <span className={page.name}>{name}</span>
              <span className={text.sub}>{hint}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </>
  );
}
