// SPDX-License-Identifier: Apache-2.0
import type { PinState, Token } from '../../../shared/schemas/token.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { byteSize } from '../../lib/text/byte-size.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { refreshTokens } from '../../state/tokens/tokens-store.ts';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { SelectField } from '../../ui/fields/select-field.tsx';
import { pinStateOf, soPinStateOf } from './token-words.ts';
import layout from '../../ui/layout.module.css';
import words from '../../ui/text.module.css';
import css from './tokens-page.module.css';

export function TokenFacts({ token }: { readonly token: Token }) {
  const text = useText();
  const { t } = text;
  const { serial, maker, model, reader, loginRequired, pinpad, wrongPins, wrongSoPins, pinLength } = token;
  const pinFacts = loginRequired
    ? pinWords(text, pinStateOf(token), wrongPins, [
        ...(pinpad ? [t('tokens.pinpadFact')] : []),
        ...(!pinpad && pinLength.max > 0 ? [t('tokens.pinLength', { min: pinLength.min, max: pinLength.max })] : []),
      ])
    : t('tokens.noLogin');
  const facts: readonly (readonly [string, string])[] = [
    [t('tokens.serial'), serial === '' ? t('tokens.noSerial') : screenText(serial)],
    [t('tokens.reader'), screenText(reader)],
    [t('modules.interface'), t(`modules.standard.${token.standard}`)],
    [t('tokens.maker'), screenText(maker)],
    [t('tokens.model'), screenText(model)],
    [t('tokens.space'), spaceWords(text, token)],
    [t('tokens.pinFact'), pinFacts],
    [t('tokens.soPinFact'), pinWords(text, soPinStateOf(token), wrongSoPins, [])],
  ];
  return (
    <section className={layout.stack10} aria-label={t('tokens.facts')}>
      <div className={css.sectionHead}>
        <h3>{t('tokens.facts')}</h3>
      </div>
      <dl className={`${layout.facts} ${css.facts}`}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('tokens.moduleFact')}</dt>
          <dd>
            <ModuleChoice token={token} />
          </dd>
        </div>
      </dl>
      {token.writeProtected && <p className={words.sub}>{t('tokens.writeProtected')}</p>}
    </section>
  );
}

function pinWords({ t }: Text, state: PinState, wrong: number, more: readonly string[]): string {
  const count = wrong === 0 ? t('tokens.wrongNone') : t('tokens.wrongPins', { count: wrong });
  return [t(`tokens.pin.${state}`), ...(state === 'unset' ? [] : [count, ...more])].join(' · ');
}

function spaceWords({ t, language }: Text, { freeBytes, totalBytes }: Token): string {
  if (freeBytes === null) return t('tokens.spaceUnknown');
  const free = byteSize(freeBytes, language);
  return totalBytes === null ? free : t('tokens.spaceOf', { free, total: byteSize(totalBytes, language) });
}

/** A device can appear through several modules. */
function ModuleChoice({ token }: { readonly token: Token }) {
  const { t } = useText();
  const attempt = useAttempt();
  const { id, moduleId, moduleName, otherModules } = token;
  if (otherModules.length === 0) return screenText(moduleName);
  const use = (chosen: string) =>
    attempt.run(async () => {
      await ipc('tokens.useModule', { tokenId: id, moduleId: chosen });
      await refreshTokens();
    });
  return (
    <>
      <SelectField
        label={t('tokens.moduleChoice')}
        value={moduleId}
        options={[{ moduleId, name: moduleName }, ...otherModules].map((each) => ({
          value: each.moduleId,
          name: screenText(each.name),
        }))}
        onChange={(chosen) => void use(chosen)}
      />
      <p className={words.sub}>{t('tokens.moduleSame')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </>
  );
}
