// SPDX-License-Identifier: Apache-2.0
import { answerChecked } from '../../../children/define-child.ts';
import { serveChild } from '../../../children/serve-child.ts';
import { nssAnswers } from './nss-answers.ts';
import { nssOperations } from './nss-protocol.ts';

/**
 * @entry child
 * A damaged database can crash softokn, and softokn blocks on locks.
 */
serveChild(async (operation, input, sendPart) => answerChecked(nssOperations, nssAnswers, operation, input, sendPart));
