// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { byteSize } from '../../lib/text/byte-size.ts';
import { startBackupTo } from '../../state/backups-store.ts';
import { useTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { type TokenAct, whyOff } from './token-action-rules.ts';
import { pinStateOf } from './token-words.ts';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import css from './tokens-page.module.css';

const groups = [
  { name: 'tokenObjects.pinGroup', acts: ['change-pin', 'unblock', 'change-so-pin'] },
  {
    name: 'tokenObjects.contentGroup',
    acts: ['take-in', 'generate', 'write-certificate', 'import-identity', 'initialise'],
  },
] as const satisfies readonly { name: string; acts: readonly TokenAct[] }[];

/** Also shown for tokens the user doesn't manage. */
const ofBankKeys: readonly TokenAct[] = ['change-pin', 'take-in'];

export function TokenActions({ token }: { readonly token: Token }) {
  const { t } = useText();
  const certificates = useTokenObjects(
    ({ shown }) =>
      (shown?.tokenId === token.id ? shown.objects : []).filter(({ certificate }) => certificate !== null).length,
  );
  const isShown = (act: TokenAct) =>
    token.initialised
      ? token.managed || ofBankKeys.includes(act) || (act === 'unblock' && pinStateOf(token) === 'locked')
      : act === 'initialise';
  const shownGroups = groups.filter(({ acts }) => acts.some(isShown));
  return (
    <section className={layout.stack10} aria-label={t('tokenObjects.actions')}>
      <div className={css.sectionHead}>
        <h3>{t('tokenObjects.actions')}</h3>
      </div>
      <ul className={layout.framed} aria-label={t('tokenObjects.act.manage')}>
        <Action token={token} act="manage" certificates={certificates} />
      </ul>
      <div className={css.columns}>
        {shownGroups.map(({ name, acts }) => (
          <ul key={name} className={layout.framed} aria-label={t(name)}>
            {name === 'tokenObjects.pinGroup' && <UnlockLine token={token} />}
            {acts
              .filter((act) => act !== 'initialise' && isShown(act))
              .map((act) => (
                <Action key={act} token={token} act={act} certificates={certificates} />
              ))}
            {name === 'tokenObjects.contentGroup' && (
              <>
                {!token.initialised && <Action token={token} act="initialise" certificates={certificates} />}
                <OtherLines token={token} />
                {token.initialised && token.managed && (
                  <Action token={token} act="initialise" certificates={certificates} />
                )}
              </>
            )}
          </ul>
        ))}
      </div>
    </section>
  );
}

function UnlockLine({ token }: { readonly token: Token }) {
  const { t } = useText();
  const { initialised, loginRequired, unlocked, pin } = token;
  if (!initialised || !loginRequired || unlocked || pin === 'locked' || pin === 'unset') return null;
  return (
    <Line name={t('tokens.unlock')} help={t('tokens.unlockHelp')}>
      <Button size="small" onPress={() => void openDialog('tokens.unlock', { token })}>
        {t('tokens.unlock')}
      </Button>
    </Line>
  );
}

function OtherLines({ token }: { readonly token: Token }) {
  const { t, language } = useText();
  const { id, managed, initialised, freeBytes, standard } = token;
  // Browsers and backups don't support SKF.
  if (standard === 'skf') return null;
  return (
    <>
      <Line name={t('tokens.register')} help={t('tokens.registerHelp')}>
        <Button size="small" onPress={() => void openDialog('tokens.modules')} aria-label={`${t('tokens.register')}…`}>
          {t('tokenObjects.verb.register')}
        </Button>
      </Line>
      {managed && initialised && (
        <Line
          name={t('tokens.backup')}
          help={
            freeBytes === null
              ? t('tokens.backupHelp')
              : t('tokens.backupFree', { free: byteSize(freeBytes, language) })
          }
        >
          <Button size="small" onPress={() => startBackupTo(id)} aria-label={`${t('tokens.backup')}…`}>
            {t('tokenObjects.verb.backup')}
          </Button>
        </Line>
      )}
    </>
  );
}

function Line({
  name,
  help,
  children,
}: {
  readonly name: string;
  readonly help: string;
  readonly children: ReactNode;
}) {
  return (
    <li className={css.action}>
      <span>
        <span className={css.actionName}>{name}</span>
        <br />
        <span className={text.sub}>{help}</span>
      </span>
      {children}
    </li>
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
  const isSetUp = act === 'initialise' && !token.initialised;
  const said = isSetUp ? 'set-up' : act;
  const name = t(`tokenObjects.act.${said}`);
  const help = act === 'manage' && token.managed ? t('tokenObjects.managedNow') : t(`tokenObjects.actHelp.${said}`);
  return (
    <li className={css.action} data-act={act}>
      <span>
        <span className={css.actionName}>{name}</span>
        <br />
        <span className={text.sub}>{why === null ? help : t(`tokenObjects.off.${why}`)}</span>
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
          {...(act === 'initialise' && !isSetUp && { look: 'danger' as const })}
          isDisabled={why !== null}
          onPress={() => void openDialog(`tokens.${act}`, { token })}
          aria-label={`${name}…`}
        >
          {t(`tokenObjects.verb.${isSetUp ? 'set-up' : act}`)}
        </Button>
      )}
    </li>
  );
}
