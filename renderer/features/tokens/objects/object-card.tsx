// SPDX-License-Identifier: Apache-2.0
import type { Token, TokenObject } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { byteSize } from '../../../lib/text/byte-size.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { fingerprintGroups, hexPairs } from '../../../lib/text/hex.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import mono from '../../../ui/facts.module.css';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from './object-sheet.module.css';
import { keyWords, objectName } from './object-words.ts';
import { whyOff } from '../token-action-rules.ts';

export function ObjectCard({ token, object }: { readonly token: Token; readonly object: TokenObject }) {
  const { t, language } = useText();
  const { certificate, key, label, keyId, algorithm, sizeBytes } = object;
  const part = t(`tokenObjects.part.${object.class}`);
  const why = whyOff(token, 'delete', 1);
  const facts: (readonly [name: string, value: string, isHex?: boolean])[] = [
    [t('tokenObjects.label'), label === '' ? t('tokenObjects.unnamed') : screenText(label)],
    [t('tokenObjects.id'), keyId === '' ? t('tokenObjects.noId') : hexPairs(keyId), keyId !== ''],
  ];
  if (algorithm !== null) facts.push([t('tokenObjects.algorithm'), algorithmName(algorithm)]);
  if (certificate !== null) {
    const { issuer, serial, notBefore, notAfter, sha256 } = certificate;
    facts.push(
      [t('tokenObjects.issuer'), screenText(issuer)],
      [t('tokenObjects.serial'), hexPairs(serial), true],
      [
        t('tokenObjects.validity'),
        t('tokenObjects.validityRange', { from: shortDate(notBefore, language), to: shortDate(notAfter, language) }),
      ],
      [t('tokenObjects.sha256'), fingerprintGroups(sha256).join(' '), true],
    );
  }
  if (key !== null) {
    const uses = [
      ...(key.canSign ? [t('tokenObjects.sign')] : []),
      ...(key.canDecrypt ? [t('tokenObjects.decrypt')] : []),
    ];
    facts.push([t('tokenObjects.properties'), [...keyWords(t, key), ...uses].join(' · ')]);
  }
  if (sizeBytes !== null) facts.push([t('tokenObjects.size'), byteSize(sizeBytes, language)]);
  return (
    <li className={css.card} data-class={object.class}>
      <div className={css.cardHead}>
        <b>{part}</b>
        <Button
          look="danger"
          size="small"
          isDisabled={why !== null}
          onPress={() => void openDialog('tokens.delete', { token, object })}
          aria-label={t('tokenObjects.deleteOf', { name: `${part} ${objectName(t, object)}` })}
        >
          {t('tokenObjects.delete')}
        </Button>
      </div>
      <dl className={`${layout.facts} ${css.facts}`}>
        {facts.map(([name, value, isHex]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={isHex === true ? mono.mono : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      {certificate?.inVault === true && <p className={text.sub}>{t('tokenObjects.inVault')}</p>}
      {why !== null && <p className={css.off}>{t(`tokenObjects.off.${why}`)}</p>}
    </li>
  );
}
