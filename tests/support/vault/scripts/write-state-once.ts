// SPDX-License-Identifier: Apache-2.0
import { createComputerState } from '../../../../main/computer-state/computer-state.ts';

/** Stores one module consent (`consent`) or one standing grant. Arguments: state folder, action. */
const [folder = '', what = ''] = process.argv.slice(2);
const state = createComputerState({ folder, now: () => new Date('2026-11-25T00:00:00Z') });
if (what === 'consent') {
  const moduleId = 'b'.repeat(64);
  state.modules.allow({ moduleId, path: '/opt/new.so', sha256: 'c'.repeat(64), owner: 'zhang', added: true });
} else state.standingGrants.add('ca-host', { host: 'new.example' });
state.close();
