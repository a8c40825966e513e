// SPDX-License-Identifier: Apache-2.0
import { visibleText } from '../../shared/sinks/visible-text.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { Host } from '../hosts/host.ts';
import { dialogWords } from './dialog-words.ts';

/**
 * Who downloads a file looks at the browser, not at this window: the desktop says that it is here, and a click leads to it
 * (E01). `hideNames`: as with reminders, nothing is named.
 */
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
