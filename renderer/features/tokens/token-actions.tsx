// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { useTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { type TokenAct, whyOff } from './token-action-rules.ts';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import css from './tokens-page.module.css';

const groups = [
  {
    name: 'tokenObjects.contentGroup',
    acts: ['take-in', 'manage', 'generate', 'write-certificate', 'import-identity', 'initialise'],
  },
  { name: 'tokenObjects.pinGroup', acts: ['change-pin', 'unblock', 'change-so-pin'] },
] as const satisfies readonly { name: string; acts: readonly TokenAct[] }[];

export function TokenActions({ token }: { readonly token: Token }) {
  const { t } = useText();
  const certificates = useTokenObjects(
    ({ shown }) =>
      (shown?.tokenId === token.id ? shown.objects : []).filter(({ certificate }) => certificate !== null).length,
  );
  return (
    <section className={layout.stack10} aria-label={t('tokenObjects.actions')}>
      <div className={css.sectionHead}>
        <h3>{t('tokenObjects.actions')}</h3>
      </div>
      <div className={css.columns}>
        {groups.map(({ name, acts }) => (
          <ul key={name} className={layout.framed} aria-label={t(name)}>
            {acts.map((act) => (
              <Action key={act} token={token} act={act} certificates={certificates} />
            ))}
          </ul>
        ))}
      </div>
    </section>
  );
}

interface ActionProps {
  readonly token: Token;
  readonly act: TokenAct;
  readonly certificates: number;
}

function Action({ token, act, certificates }: ActionProps) {
  const { t } = useText();
  const why = whyOff(token, act, certificates);
  const name = t(`tokenObjects.act.${act}`);
  const help = act === 'manage' && token.managed ? t('tokenObjects.managedNow') : t(`tokenObjects.actHelp.${act}`);
  return (
    <li className={css.action} data-act={act}>
      <span>
        <span className={css.actionName}>{name}</span>
        <br />
        <span className={why === null ? text.sub : css.off}>{why === null ? help : t(`tokenObjects.off.${why}`)}</span>
      </span>
      {act === 'manage' ? (
        <Button
          size="small"
          onPress={() => void openDialog(`tokens.${act}`, { token })}
          aria-label={`${token.managed ? t('tokenObjects.manageOff') : t('tokenObjects.manageOn')} ${name}`}
        >
          {token.managed ? t('tokenObjects.manageOff') : t('tokenObjects.manageOn')}
        </Button>
      ) : (
        <Button
          size="small"
          {...(act === 'initialise' && { look: 'danger' as const })}
          isDisabled={why !== null}
          onPress={() => void openDialog(`tokens.${act}`, { token })}
          aria-label={`${t('tokenWork.start')} ${name}`}
        >
          {t('tokenWork.start')}
        </Button>
      )}
    </li>
  );
}
