// SPDX-License-Identifier: Apache-2.0
import { defaultLimits } from '../../formats/inspect/inspection.ts';
import { serveChild } from '../../children/serve-child.ts';
import { answerInspect } from './inspect-answer.ts';

/**
 * @entry child
 * Handles untrusted files, key derivation and container writing.
 */
serveChild(
  async (operation, input, sendPart) => {
    if (operation === 'inspect') return answerInspect(input, sendPart);
    const { answerParse } = await import('./parse-answers.ts');
    return answerParse(operation, input);
  },
  { maxBytes: defaultLimits.maxBytes },
);
