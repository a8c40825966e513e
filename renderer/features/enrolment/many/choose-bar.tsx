// SPDX-License-Identifier: Apache-2.0
import { ListChecks } from 'lucide-react';
import { maxRenewedTogether } from '../../../../shared/domain/enrolment/renewal-way.ts';
import { useText } from '../../../i18n/i18n.ts';
import {
  chooseDue,
  mayChoose,
  renewChosen,
  startChoosing,
  stopChoosing,
  useRenewMany,
} from '../../../state/enrolment/renew-many.ts';
import { useRenewals } from '../../../state/enrolment/renewals-store.ts';
import { Button } from '../../../ui/button.tsx';
import layout from '../../../ui/layout.module.css';

export function ChooseBar() {
  const { t } = useText();
  const chosen = useRenewMany((state) => state.chosen);
  const rows = useRenewals((state) => state.rows) ?? [];
  if (rows.filter(mayChoose).length < 2) return null;
  if (chosen === null) {
    return (
      <div className={layout.line}>
        <span className={layout.gap} />
        <Button size="small" onPress={startChoosing}>
          <ListChecks size={16} aria-hidden />
          {t('renewMany.choose')}
        </Button>
      </div>
    );
  }
  const isTooMany = chosen.size > maxRenewedTogether;
  return (
    <div className={layout.line} role="group" aria-label={t('renewMany.choose')}>
      <span role="status">
        {t(isTooMany ? 'renewMany.tooMany' : 'renewMany.chosen', { count: chosen.size, max: maxRenewedTogether })}
      </span>
      <Button size="small" onPress={() => void chooseDue()}>
        {t('renewMany.due')}
      </Button>
      <span className={layout.gap} />
      <Button size="small" onPress={stopChoosing}>
        {t('common.cancel')}
      </Button>
      <Button
        size="small"
        look="primary"
        isDisabled={chosen.size === 0 || isTooMany}
        onPress={() => void renewChosen()}
      >
        {t('renewMany.review')}
      </Button>
    </div>
  );
}
