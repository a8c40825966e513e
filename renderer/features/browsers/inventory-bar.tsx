// SPDX-License-Identifier: Apache-2.0
import { inventoryFindings } from '../../../shared/domain/certificates/certificate-states.ts';
import type { InventoryFinding } from '../../../shared/schemas/store.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { changeInventory, useStores } from '../../state/stores/stores-store.ts';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import { SelectField } from '../../ui/fields/select-field.tsx';
import css from './browsers-page.module.css';

/** Can't collide with a store id. */
const every = 'every';

interface TokenPlace {
  readonly id: string;
  readonly name: string;
}

const prefix = 'token:';

/** Keeps an unplugged token under its serial number while the filter uses it. */
function tokenPlaces(tokens: readonly TokenPlace[], place: string | null): readonly TokenPlace[] {
  const isGone = place?.startsWith(prefix) === true && !tokens.some(({ id }) => id === place);
  return isGone ? [...tokens, { id: place, name: place.slice(prefix.length) }] : tokens;
}

export function InventoryBar() {
  const { t } = useText();
  const stores = useStores((state) => state.stores) ?? [];
  const query = useStores((state) => state.query);
  const findings = useStores((state) => state.list?.findings);
  const tokens = tokenPlaces(useStores((state) => state.list?.tokens) ?? [], query.place);
  const words = (finding: InventoryFinding) =>
    t('browsers.findingCount', { finding: t(`browsers.findings.${finding}`), count: findings?.[finding] ?? 0 });
  return (
    <div className={css.bar} role="group" aria-label={t('browsers.view')}>
      <SearchInput
        label={t('browsers.search')}
        hint={t('browsers.searchHint')}
        searched={query.search}
        onSearch={(search) => void changeInventory({ search })}
      />
      <SelectField
        label={t('browsers.place')}
        value={query.place ?? every}
        options={[
          { value: every, name: t('browsers.everywhere') },
          ...stores.map(({ id, name }) => ({ value: id, name: screenText(name) })),
          ...tokens.map(({ id, name }) => ({ value: id, name: t('browsers.onToken', { place: screenText(name) }) })),
          { value: 'vault', name: t('browsers.nowhere') },
        ]}
        onChange={(place) => void changeInventory({ place: place === every ? null : place })}
      />
      <SelectField<InventoryFinding | typeof every>
        label={t('browsers.finding')}
        value={query.finding ?? every}
        options={[
          { value: every, name: t('browsers.everyFinding') },
          ...inventoryFindings.map((finding) => ({ value: finding, name: words(finding) })),
        ]}
        onChange={(finding) => void changeInventory({ finding: finding === every ? null : finding })}
      />
      <Checkbox
        isSelected={query.includeAuthorities}
        onChange={(includeAuthorities) => void changeInventory({ includeAuthorities })}
      >
        {t('browsers.authorities')}
      </Checkbox>
    </div>
  );
}
