// SPDX-License-Identifier: Apache-2.0
import type { PreflightCheck } from '../../../shared/schemas/enrolment/preflight.ts';
import { finding } from './finding.ts';
import type { RunNetworkTool } from './run-network-tool.ts';

/** Asks nmcli(1), without scanning or contacting a host. */
export async function askNetworkManager(run: RunNetworkTool): Promise<PreflightCheck> {
  const ask = async (fields: string, ...words: readonly string[]): Promise<string[][] | null> => {
    const text = await run('nmcli', ['--terse', '--fields', fields, ...words]);
    return text === null ? null : rowsOf(text);
  };
  const general = await ask('CONNECTIVITY', 'general', 'status');
  const devices = await ask('TYPE,STATE', 'device', 'status');
  if (general === null || devices === null) return finding('network-unknown');
  if (general[0]?.[0] === 'portal') return finding('network-portal');
  const connected = new Set(devices.filter(([, state]) => state === 'connected').map(([type]) => type));
  if (connected.has('wifi')) {
    const points = await ask('IN-USE,SSID,SECURITY', 'device', 'wifi', 'list', '--rescan', 'no');
    return judgeAccessPoint(points?.find(([inUse]) => inUse === '*'));
  }
  return connected.has('ethernet') ? finding('network-wired') : finding('network-unknown');
}

function judgeAccessPoint(row: readonly string[] | undefined): PreflightCheck {
  const [, network = '', security = ''] = row ?? [];
  if (row === undefined) return finding('network-unknown');
  const kinds = security.split(' ').filter((each) => each !== '' && each !== '--');
  // OWE-TM is the open half of a transition pair (Opportunistic Wireless Encryption §2.3).
  if (kinds.every((kind) => kind === 'OWE-TM')) return finding('network-open', { network });
  if (kinds.every((kind) => kind === 'WEP')) return finding('network-weak', { network, security: 'WEP' });
  return finding('network-protected', { network, security: kinds.join(' ') });
}

function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      Array.from(line.matchAll(/(?:^|:)((?:[^:\\]|\\.)*)/g), ([, value = '']) => value.replaceAll(/\\(.)/g, '$1')),
    );
}
