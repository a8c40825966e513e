// SPDX-License-Identifier: Apache-2.0
import { visibleText } from '../../shared/sinks/visible-text.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { Host } from '../hosts/host.ts';
import { dialogWords } from './dialog-words.ts';

/** Notifies on the desktop, because the user is in the browser. */
export function notifyDownloads({
  webEnrolments,
  host,
  language,
  hideNames,
}: {
  readonly webEnrolments: Pick<EnrolmentService['webEnrolments'], 'onArrived'>;
  readonly host: Pick<Host, 'notify' | 'show' | 'emit'>;
  readonly language: () => string;
  readonly hideNames: () => boolean;
}): void {
  webEnrolments.onArrived(({ id }, { fileName }) => {
    const words = dialogWords(language());
    const body = hideNames() ? words.arrivedText : visibleText(fileName);
    const open = (): void => {
      host.show();
      host.emit('webEnrolments.open', { webEnrolmentId: id });
    };
    void host.notify({ title: words.arrivedTitle, body, action: words.arrivedAction }, open);
  });
}
