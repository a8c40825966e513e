// SPDX-License-Identifier: Apache-2.0
import { serveChild } from '../../children/serve-child.ts';
import { harden } from '../child/module/harden.ts';
import { createSkfAnswers } from './skf-answers.ts';

/**
 * @entry child
 * Runs one vendor's SKF library (GM/T 0016), which may crash, hang or exit. Requests block this process.
 */
harden({ forked: process.send !== undefined });
serveChild(createSkfAnswers(), {
  tellsBegun: true,
  endsAfter: (operation, failed) => operation === 'finalise' || (operation === 'load' && failed),
});
