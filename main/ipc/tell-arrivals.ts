// SPDX-License-Identifier: Apache-2.0
import { visibleText } from '../../shared/sinks/visible-text.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { Host } from '../hosts/host.ts';
import { dialogWords } from './dialog-words.ts';

/** Desktop notice, since the person is in the browser (E01). `hideNames`: as with reminders. */
export function tellArrivals({
  visits,
  host,
  language,
  hideNames,
}: {
  readonly visits: Pick<EnrolmentService['visits'], 'onArrived'>;
  readonly host: Pick<Host, 'notify' | 'show' | 'emit'>;
  readonly language: () => string;
  readonly hideNames: () => boolean;
}): void {
  visits.onArrived(({ id }, { fileName }) => {
    const words = dialogWords(language());
    const body = hideNames() ? words.arrivedText : visibleText(fileName);
    const open = (): void => {
      host.show();
      host.emit('visits.open', { visitId: id });
    };
    void host.notify({ title: words.arrivedTitle, body, action: words.arrivedAction }, open);
  });
}
