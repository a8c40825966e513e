// SPDX-License-Identifier: Apache-2.0
import { answerChecked, type Answers } from '../children/define-child.ts';
import { serveChild } from '../children/serve-child.ts';
import { createDemoAuthority } from './demo-authority.ts';
import { demoCaOperations } from './demo-ca-client.ts';
import { demoCode, startEstServer } from './est-server.ts';

const answers: Answers<typeof demoCaOperations> = {
  start: async ({ days }) => {
    const authority = await createDemoAuthority(days, () => new Date());
    const url = await startEstServer(authority);
    return { url, certificate: authority.certificate, code: demoCode };
  },
};

/** @entry child. Test CA, the only listener (X06). Ends with its parent. */
serveChild(async (operation, input, sendPart) => answerChecked(demoCaOperations, answers, operation, input, sendPart));
