// SPDX-License-Identifier: Apache-2.0
import { createDemoAuthority } from './demo-authority.ts';
import { demoCode, startEstServer } from './est-server.ts';
import { openChildPort } from '../children/child-port.ts';
import type { DemoCaRequest, DemoCaReply } from './demo-ca-client.ts';

/** @entry child. Test CA, the only listener (X06). Ends with its parent. */
const port = openChildPort();

port.onMessage((message) => {
  void start(message as DemoCaRequest);
});

async function start({ days }: DemoCaRequest): Promise<void> {
  const authority = await createDemoAuthority(days, () => new Date());
  const url = await startEstServer(authority);
  const reply: DemoCaReply = { url, certificate: authority.certificate, code: demoCode };
  await port.post(reply);
}
