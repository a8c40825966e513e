// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Started first, so that none runs alone at the end. */
const slowest: readonly string[] = [
  'enrolment/replace.test.ts',
  'cli/est/est-kill.test.ts',
  'cli/enrolment/cmp.test.ts',
  'cli/enrolment/enrol.test.ts',
  'cli/est/est-renew.test.ts',
  'cli/est/est-authority-key.test.ts',
  'cli/est/est.test.ts',
  'tokens/two-processes.test.ts',
  'cli/est/est-renew-key.test.ts',
  'backup/webdav.test.ts',
  'cli/enrolment/preflight.test.ts',
  'enrolment/window-renewal.test.ts',
  'tokens/faults.test.ts',
  'browsers/chromium-login.test.ts',
  'backup/token-faults.test.ts',
  'cli/est/est-authority-key-hostile.test.ts',
];

/** The list is fixed, because a fresh clone has no recorded times. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const lost = slowest.find((each) => !existsSync(join('tests/integration', each)));
    if (lost !== undefined) throw new Error(`slowest-first.ts names ${lost}, which has moved`);
    const place = ({ moduleId }: TestSpecification): number => {
      const at = slowest.indexOf(relative('tests/integration', moduleId).replaceAll('\\', '/'));
      return at === -1 ? slowest.length : at;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own sequencer, not an array
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => place(a) - place(b));
  }
}
