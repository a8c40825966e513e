// SPDX-License-Identifier: Apache-2.0
import { serveChild } from '../../children/serve-child.ts';
import { harden } from './module/harden.ts';
import { createAnswers } from './pkcs11-answers.ts';

/**
 * @entry child
 * Runs one vendor module, which may crash, hang or exit.
 */
harden({ forked: process.send !== undefined });
serveChild(createAnswers(), {
  tellsBegun: true,
  endsAfter: (operation, failed) => operation === 'finalise' || (operation === 'load' && failed),
});
