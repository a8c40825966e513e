// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { cliBundle, commandLineNode } from '../cli/run-cli.ts';

export interface DemoCaProcess {
  readonly process: ChildProcess;
  readonly value: {
    readonly url: string;
    readonly port: number;
    readonly sha256: string;
    readonly code: string;
    readonly days: number;
    readonly profile: CaProfile;
    readonly file: string;
  };
  /** Path of the CA's certificate in PEM. */
  readonly anchor: string;
  readonly exited: Promise<readonly [code: number | null, signal: string | null]>;
}

/** Starts a demo CA that runs until killed. Writes demo.json and ca.pem to `folder`. */
export async function spawnDemoCa(folder: string, ...options: readonly string[]): Promise<DemoCaProcess> {
  const words = ['demo-ca', '--json', '-o', join(folder, 'demo.json'), ...options];
  const child = spawn(commandLineNode, [cliBundle, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { value } = JSON.parse(line) as { value: DemoCaProcess['value'] };
  const anchor = join(folder, 'ca.pem');
  writeFileSync(anchor, value.profile.anchor ?? '');
  return { process: child, value: { ...value, port: Number(new URL(value.url).port) }, anchor, exited };
}
