// SPDX-License-Identifier: Apache-2.0
import type { ModuleFacts } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { byteSize } from '../../../lib/text/byte-size.ts';
import { fingerprintGroups } from '../../../lib/text/hex.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import mono from '../../../ui/facts.module.css';
import layout from '../../../ui/layout.module.css';

export interface ModuleFactListProps {
  readonly facts: ModuleFacts;
  readonly more?: readonly (readonly [string, string])[];
}

export function ModuleFactList({ facts, more = [] }: ModuleFactListProps) {
  const { t, language } = useText();
  const rows: readonly (readonly [name: string, value: string, isHex?: boolean])[] = [
    [t('modules.path'), screenText(facts.path)],
    [t('modules.interface'), t(`modules.standard.${facts.standard}`)],
    [t('modules.owner'), facts.owner === null ? t('modules.ownerUnknown') : screenText(facts.owner)],
    [t('modules.writable'), facts.writableByOthers ? t('modules.writableOthers') : t('modules.writableOwner')],
    [t('modules.package'), facts.package === null ? t('modules.noPackage') : screenText(facts.package)],
    [t('modules.size'), byteSize(facts.sizeBytes, language)],
    [t('modules.hash'), fingerprintGroups(facts.sha256).join(' '), true],
    ...more,
  ];
  return (
    <dl className={layout.facts}>
      {rows.map(([name, value, isHex]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={isHex === true ? mono.mono : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
