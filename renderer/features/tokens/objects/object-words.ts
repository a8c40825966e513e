// SPDX-License-Identifier: Apache-2.0
import type { TokenObject } from '../../../../shared/schemas/token.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { ObjectGroup } from './object-groups.ts';

export function objectName(t: Text['t'], { certificate, label, keyId }: TokenObject): string {
  const name = certificate?.displayName || label || keyId.slice(0, 16);
  return name === '' ? t('tokenObjects.unnamed') : screenText(name);
}

export function groupName(t: Text['t'], { certificate, privateKey, objects }: ObjectGroup): string {
  const object = certificate ?? privateKey ?? objects[0];
  return object === undefined ? t('tokenObjects.unnamed') : objectName(t, object);
}

export function keyWords(t: Text['t'], key: NonNullable<TokenObject['key']>): readonly string[] {
  const { madeHere, exportable, pinEachTime } = key;
  return [
    t(madeHere === null ? 'tokenObjects.origin' : madeHere ? 'tokenObjects.madeHere' : 'tokenObjects.broughtIn'),
    t(
      exportable === null
        ? 'tokenObjects.exportUnknown'
        : exportable
          ? 'tokenObjects.exportable'
          : 'tokenObjects.notExportable',
    ),
    ...(pinEachTime ? [t('tokenObjects.pinEachTime')] : []),
  ];
}

const clockStepMs = 60_000;

export function validityWords({ t, language }: Text, notBefore: string, notAfter: string, now: number): string {
  if (Date.parse(notAfter) <= now) return t('tokenObjects.since', { date: shortDate(notAfter, language) });
  // Treat new certificates as valid, because the page's clock can lag.
  if (Date.parse(notBefore) > now + clockStepMs)
    return t('tokenObjects.notYet', { date: shortDate(notBefore, language) });
  return t('tokenObjects.until', { date: shortDate(notAfter, language) });
}

export function groupSub(t: Text['t'], { certificate, objects }: ObjectGroup): string {
  const issuer = certificate?.certificate?.issuerName;
  const algorithm = objects.find((each) => each.algorithm !== null)?.algorithm ?? null;
  return [
    ...(issuer === undefined ? [] : [screenText(issuer)]),
    ...(algorithm === null ? [] : [algorithmName(algorithm)]),
    ...(certificate?.certificate?.isCa === true ? [t('tokenObjects.authority')] : []),
  ].join(' · ');
}
