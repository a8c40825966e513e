// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { answerChecked, type Answers } from '../children/define-child.ts';
import { serveChild } from '../children/serve-child.ts';
import { createDemoAuthority, type DemoAuthority } from './demo-authority.ts';
import { demoCaOperations } from './demo-ca-client.ts';
import { demoCode, startEstServer } from './est-server.ts';

let authority: DemoAuthority | null = null;

const answers: Answers<typeof demoCaOperations> = {
  start: async ({ days }) => {
    authority = await createDemoAuthority(days, () => new Date());
    const url = await startEstServer(authority);
    return { url, certificate: authority.certificate, code: demoCode };
  },
  revoke: async ({ serial }) => {
    if (authority === null) throw new AppError('internal');
    return { crl: await authority.revoke(serial) };
  },
};

/**
 * Runs the test CA, CertSteward's only network listener. Ends with its parent.
 * @entry child
 */
serveChild(async (operation, input, sendPart) => answerChecked(demoCaOperations, answers, operation, input, sendPart));
