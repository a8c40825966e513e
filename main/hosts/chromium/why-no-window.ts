// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { errorText } from '../../../shared/i18n/errors.ts';

const start = 'CertSteward could not start:';

/** One plain line for the terminal, before there is a language to choose: why the Chromium host has no window, and the next step. */
export function whyNoWindow(error: unknown): string {
  if (error instanceof AppError) {
    const { cause, step } = errorText(error.code, error.details, 'en');
    return `${start} ${cause} ${step}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/no chromium, chrome or edge/i.test(message))
    return `${start} there is no Chromium, Chrome or Edge. Install one, then start it again.`;
  if (/no usable sandbox|sandboxing failed/i.test(message))
    return `${start} the sandbox of Chromium does not work on this computer. On Debian: sudo apt-get install chromium-sandbox`;
  if (/missing x server|cannot open display|\$display/i.test(message))
    return `${start} there is no display. The command line works without one: certsteward help`;
  return `${start} ${message.split('\n', 1)[0]}`;
}
