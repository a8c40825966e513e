// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { startHostProcess } from '../support/apps/host-process.ts';
import type { HostProcess } from '../support/apps/host-process.ts';
import { networkSockets, processTree, readProc } from '../support/apps/process-tree.ts';

test.describe('the Chromium host as its own process', () => {
  test.skip(({ hostKind }) => hostKind !== 'chromium', 'the entry of the Chromium host');
  test.skip(process.platform !== 'linux', 'reads /proc');

  let host: HostProcess | undefined;
  test.afterEach(async () => {
    host?.terminate();
    await host?.ended;
  });

  test('[X06] listens on nothing, connects to nothing, and ends cleanly', async ({ dataFolder }) => {
    host = startHostProcess(['--data', dataFolder]);
    await host.waitForOutput('CertSteward is open');
    const tree = processTree(host.processId);
    // Node, browser, zygotes, renderer, utility processes: the browser's tree is included.
    expect(tree.length).toBeGreaterThan(4);
    expect(networkSockets(host.processId)).toEqual([]);
    const commandLines = tree.map((id) => readProc(`/proc/${id}/cmdline`) ?? '').join('\n');
    expect(commandLines).toContain('--remote-debugging-pipe');
    expect(commandLines).not.toContain('--remote-debugging-port');
    host.terminate();
    expect(await host.ended).toBe(0);
    expect(processTree(host.processId)).toEqual([host.processId]);
  });

  test('[U09] a second start hands its file over and ends', async ({ dataFolder }) => {
    host = startHostProcess(['--data', dataFolder]);
    await host.waitForOutput('CertSteward is open');
    const file = path.join(dataFolder, '银行证书.pfx');
    writeFileSync(file, 'not a certificate');
    const second = startHostProcess(['--data', dataFolder, file]);
    await second.waitForOutput('running already');
    expect(await second.ended).toBe(0);
    expect(networkSockets(host.processId)).toEqual([]);
  });
});

test('[X06] the socket check sees a listening socket', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const server = net.createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  expect(networkSockets(process.pid)).toHaveLength(1);
  await new Promise((resolve) => void server.close(resolve));
  expect(networkSockets(process.pid)).toEqual([]);
});
