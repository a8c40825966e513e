// SPDX-License-Identifier: Apache-2.0
import { answerChecked } from '../../../children/define-child.ts';
import { serveChild } from '../../../children/serve-child.ts';
import { nssAnswers } from './nss-answers.ts';
import { nssOperations } from './nss-protocol.ts';

/**
 * Runs in a child, because softokn blocks on locks and a damaged database can crash it.
 * @entry child
 */
serveChild(async (operation, input, sendPart) => answerChecked(nssOperations, nssAnswers, operation, input, sendPart));
