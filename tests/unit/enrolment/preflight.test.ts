// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { finding } from '../../../main/enrolment/preflight/finding.ts';
import { judgeClock } from '../../../main/enrolment/preflight/judge-clock.ts';
import { knownSoftware } from '../../../main/enrolment/preflight/known-software.ts';
import { preflightHook } from '../../../main/enrolment/preflight/preflight-service.ts';
import { askNetworkManager } from '../../../main/enrolment/preflight/network-manager.ts';
import type { KnownTrust } from '../../../main/enrolment/providers/server/server-trust.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { preflightText, preflightWords } from '../../../shared/i18n/preflight.ts';
import {
  preflightCheckSchema,
  preflightFindings,
  preflightSubjects,
  type PreflightFinding,
} from '../../../shared/schemas/enrolment/preflight.ts';

const minute = 60_000;
const noon = Date.parse('2026-11-26T12:00:00Z');

describe('comparing the clock with the server’s', () => {
  const read = (ahead: number, way = 0) =>
    judgeClock({ server: noon, asked: noon + ahead, answered: noon + ahead + way });

  test.each([
    [0, 'clock-right'],
    [4 * minute, 'clock-right'],
    [-4 * minute, 'clock-right'],
    [6 * minute, 'clock-off'],
    [-6 * minute, 'clock-off'],
    [59 * minute, 'clock-off'],
    [60 * minute, 'clock-wrong'],
    [8 * 60 * minute, 'clock-wrong'],
    [-8 * 60 * minute, 'clock-wrong'],
    [400 * 24 * 60 * minute, 'clock-wrong'],
  ] as const)('[E10] rates a clock %i ms ahead as %s', (ahead, found) => {
    expect(read(ahead).finding).toBe(found);
  });

  test('[E10] does not blame the clock for a slow answer', () => {
    expect(read(-14 * minute, 10 * minute).finding).toBe('clock-right');
    expect(judgeClock(null).finding).toBe('clock-unknown');
  });

  test('[E10] reports both times in both languages', () => {
    const check = read(8 * 60 * minute);
    expect(check).toMatchObject({ result: 'bad', details: { there: '2026-11-26T12:00:00.000Z' } });
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Shanghai';
    try {
      expect(preflightText(check, 'zh-CN').cause).toContain('2026年11月27日 04:00，服务器 2026年11月26日 20:00');
      expect(preflightText(check, 'en').cause).toContain('Nov 26, 2026');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('software that intercepts TLS', () => {
  test.each([
    ['CN=Kaspersky Anti-Virus Personal Root Certificate,O=AO Kaspersky Lab', 'Kaspersky', 'security'],
    ['CN=FG100D3G00000000,OU=Certificate Authority,O=Fortinet,C=US', 'Fortinet FortiGate', 'security'],
    ['CN=Sangfor Technologies Root CA', '深信服 Sangfor', 'security'],
    ['CN=DO_NOT_TRUST_FiddlerRoot,O=DO_NOT_TRUST', 'Fiddler', 'debugging'],
    ['CN=mitmproxy,O=mitmproxy', 'mitmproxy', 'debugging'],
  ])('[E10] is recognised by its issuer: %s', (issuer, name, kind) => {
    expect(knownSoftware(['CN=127.0.0.1', issuer])).toEqual({ name, kind });
  });

  test('[E10] does not include an ordinary CA', () => {
    const ordinary = [
      'CN=DigiCert Global Root G2,O=DigiCert Inc',
      'CN=CFCA EV ROOT,O=China Financial CA',
      'CN=ISRG Root X1',
    ];
    expect(knownSoftware(ordinary)).toBeNull();
  });
});

/**
 * Outputs of nmcli 1.52.1 for a mocked NetworkManager (python-dbusmock 0.34): connectivity, devices and, below, access
 * points.
 */
const wifi = ['full\n', 'wifi:connected\n'] as const;
const other = ' :Other:WPA1 WPA2\n';
const mine = (security: string): string => `*:咖啡\\:店 \\\\1:${security}\n`;
const network = '咖啡:店 \\1';

describe('the output of nmcli for a mocked NetworkManager (no Wi-Fi here)', () => {
  const asked = async (...outputs: readonly (string | null)[]) => {
    const words: string[] = [];
    const check = await askNetworkManager(async (program, argv) => {
      words.push([program, ...argv].join(' '));
      return outputs[words.length - 1] ?? null;
    });
    return { check, words };
  };

  test.each([
    ['', 'network-open', { network }],
    ['WEP', 'network-weak', { network, security: 'WEP' }],
    ['WPA2', 'network-protected', { network, security: 'WPA2' }],
    ['WPA2 WPA3', 'network-protected', { network, security: 'WPA2 WPA3' }],
    ['WPA2 802.1X', 'network-protected', { network, security: 'WPA2 802.1X' }],
    ['OWE', 'network-protected', { network, security: 'OWE' }],
    ['OWE-TM', 'network-open', { network }],
  ] as const)('[E10] reports security "%s" as %s', async (security, found, details) => {
    const { check, words } = await asked(...wifi, other + mine(security));
    expect(check).toMatchObject({ subject: 'network', finding: found, details });
    // No Wi-Fi scan.
    expect(words.at(-1)).toContain('--rescan no');
  });

  test.each([
    ['a cable', ['full\n', 'ethernet:connected\n'], 'network-wired'],
    ['a page to log in on first', ['portal\n', 'wifi:connected\n', mine('WPA2')], 'network-portal'],
    ['no device at all', ['full\n', ''], 'network-unknown'],
    ['Wi-Fi whose access point is not in the list', [...wifi, other], 'network-unknown'],
    ['no nmcli, or no NetworkManager (exit code 8)', [null, null], 'network-unknown'],
  ] as const)('[E10] is interpreted for %s', async (_, outputs, found) => {
    expect((await asked(...outputs)).check.finding).toBe(found);
  });
});

test('[E10] [E03] a preflight check is cancelled with the operation it belongs to', async () => {
  const given: unknown[] = [];
  const server = async (_held: unknown, _trustOf: unknown, signal: unknown) => {
    given.push(signal);
    return [];
  };
  const [own, ofTurn] = [new AbortController().signal, new AbortController().signal];
  const held = {} as HeldProfile;
  const known = { anchors: [], pins: [] } as unknown as KnownTrust;
  await preflightHook({ server }, held, { judge: () => undefined })(known, ofTurn);
  await preflightHook({ server }, held, { judge: () => undefined, signal: own })(known, ofTurn);
  expect(given.map((signal) => [signal === own, signal === ofTurn])).toEqual([
    [false, true],
    [true, false],
  ]);
});

test('[E10] a key whose place the CA’s page decides counts as unknown, not as checked', () => {
  expect(finding('key-by-page')).toMatchObject({ subject: 'target', result: 'unknown' });
});

describe('the text of each finding', () => {
  const details = { network: 'N', security: 'S', here: 'h', there: 't', authority: 'A', issuer: 'I', software: 'W' };
  const all = { ...details, shown: 'X', from: 'f', until: 'u', reason: 'R' };

  test.each(Object.keys(preflightFindings) as PreflightFinding[])(
    '[E10] %s has a cause and a next step in both languages',
    (name) => {
      const check = preflightCheckSchema.parse(finding(name, all));
      expect(preflightSubjects).toContain(check.subject);
      for (const language of ['zh-CN', 'en'] as const) {
        const { cause, step } = preflightText(check, language);
        expect(cause + step).not.toMatch(/[{}…]/);
        expect(cause).not.toBe('');
        // Only an `ok` result may lack a next step.
        if (check.result !== 'ok') expect(step).not.toBe('');
        expect(preflightWords[language].results[check.result]).not.toBe('');
      }
    },
  );
});
